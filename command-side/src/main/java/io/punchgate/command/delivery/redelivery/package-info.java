/**
 * Requests to push punches again: one by its id, or many by status, device and time.
 *
 * <p>It never sends anything itself: {@code saga} makes the attempts, as for every retry.
 */
@NullMarked
package io.punchgate.command.delivery.redelivery;

import org.jspecify.annotations.NullMarked;
