/**
 * The aggregate of a customer's callback, which decides what outcomes mean for its state, and the operators' endpoint that
 * sets, pauses and resumes it. {@code line} and {@code saga} report to the aggregate by commands.
 *
 * <p>It never knows a line, a request or a table.
 */
@NullMarked
package io.punchgate.command.delivery.callback;

import org.jspecify.annotations.NullMarked;
