/** A transport that knows another one. */
@NullMarked
package io.punchgate.standalone.rules.violations.command.gateway.http;

import org.jspecify.annotations.NullMarked;
