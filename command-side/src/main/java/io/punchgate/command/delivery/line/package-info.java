/**
 * The hot path of the push: one line of punches a device, which sends the first attempt of each in the order recorded.
 * {@code PushDispatcher} follows the log, {@code ActiveLines} holds what is to be sent, {@code PushJournal} writes what is
 * durable of it.
 *
 * <p>A line never decides what an outcome means for the callback (that is {@code callback}) nor when a failed punch is tried again
 * (that is {@code saga}); it never asks a read model.
 */
@NullMarked
package io.punchgate.command.delivery.line;

import org.jspecify.annotations.NullMarked;
