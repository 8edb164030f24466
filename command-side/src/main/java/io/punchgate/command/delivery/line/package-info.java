/**
 * The hot path of the push: one line of punches a device, which makes the first attempt of each in the order recorded.
 * {@code PushDispatcher} follows the log, {@code ActiveLines} holds what is to be sent, {@code PushTableWriter} writes the
 * durable part of it, {@code PushLifecycle} starts and stops all with the claim.
 *
 * <p>A line never decides what an outcome means for the callback (the aggregate in {@code callback} does) nor when a failed
 * punch is tried again ({@code saga} does), and never asks a read model.
 */
@NullMarked
package io.punchgate.command.delivery.line;

import org.jspecify.annotations.NullMarked;
