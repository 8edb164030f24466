/**
 * The HTTP Attendance API: headers and bodies in, JSON answers out. It stands beside the other dialects, and shares the
 * calls of {@code json} with {@code tcp} and {@code mqtt}.
 *
 * <p>It must never know how a punch is decided or stored.
 */
@NullMarked
package io.punchgate.command.gateway.http;

import org.jspecify.annotations.NullMarked;
