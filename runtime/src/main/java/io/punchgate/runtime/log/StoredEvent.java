package io.punchgate.runtime.log;

import io.punchgate.api.DomainEvent;
import java.time.Instant;

/**
 * An event as the log keeps it.
 *
 * @param eventId unique among all events
 * @param stream the aggregate's stream
 * @param sequence within the stream, from 0
 * @param at when it was appended, by our clock
 */
public record StoredEvent(String eventId, String stream, long sequence, Instant at, DomainEvent payload) {

    StoredEvent with(DomainEvent other) {
        return new StoredEvent(eventId, stream, sequence, at, other);
    }
}
