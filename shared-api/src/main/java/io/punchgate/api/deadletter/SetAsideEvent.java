package io.punchgate.api.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was set aside, as operators see it: without its content, which the log has.
 *
 * @param id its number, by which it is asked to be tried again
 * @param processor the read model that could not take it, or {@code push}
 * @param type such as {@code punch-recorded}
 * @param stream the stream of the event, and {@code sequence} its place in it
 * @param position its position in the log; null where another store keeps the events
 * @param error the kind of the failure; null: it waits behind one of its stream
 * @param retryRequested whether an operator asked for it, and it was not tried again yet
 */
public record SetAsideEvent(
        String id,
        String processor,
        String type,
        @Nullable String stream,
        @Nullable Long sequence,
        @Nullable Long position,
        @Nullable String error,
        @Nullable String reason,
        Instant setAsideAt,
        boolean retryRequested) {}
