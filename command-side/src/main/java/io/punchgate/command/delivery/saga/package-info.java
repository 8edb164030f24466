/**
 * The retries of a punch whose first attempt failed: a saga asks for each until the punch is delivered or parked. Deadlines
 * wake it. {@code RetryDispatch} is its one view of the rest of the push.
 *
 * <p>It never sends anything itself, and never knows a line, a gate or a connection.
 */
@NullMarked
package io.punchgate.command.delivery.saga;

import org.jspecify.annotations.NullMarked;
