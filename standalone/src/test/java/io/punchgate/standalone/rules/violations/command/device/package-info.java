/** A feature that knows a transport. */
@NullMarked
package io.punchgate.standalone.rules.violations.command.device;

import org.jspecify.annotations.NullMarked;
