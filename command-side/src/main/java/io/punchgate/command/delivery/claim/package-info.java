/**
 * The right to push, which one process has at a time: the one with Axon's claim on the token of the push processor, and only
 * for a while after the database last confirmed it. Also the progress of that processor.
 *
 * <p>It never knows a customer, a line or an attempt.
 */
@NullMarked
package io.punchgate.command.delivery.claim;

import org.jspecify.annotations.NullMarked;
