/** The hot path: one line of punches a device, one gate a customer, and what of both is durable. */
@NullMarked
package io.punchgate.command.push.line;

import org.jspecify.annotations.NullMarked;
