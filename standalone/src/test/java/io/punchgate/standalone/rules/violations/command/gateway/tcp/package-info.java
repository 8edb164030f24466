/** A transport that is known to another one. */
@NullMarked
package io.punchgate.standalone.rules.violations.command.gateway.tcp;

import org.jspecify.annotations.NullMarked;
