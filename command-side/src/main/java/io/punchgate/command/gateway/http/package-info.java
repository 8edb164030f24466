/** The HTTP Attendance API: headers and bodies in, JSON answers out. */
@NullMarked
package io.punchgate.command.gateway.http;

import org.jspecify.annotations.NullMarked;
