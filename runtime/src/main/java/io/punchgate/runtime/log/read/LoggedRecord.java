package io.punchgate.runtime.log.read;

import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredNames;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An event as the log keeps it, not decoded.
 *
 * @param position in the log, from 1
 * @param sequence in its stream, from 0
 * @param storedName such as {@code punchgate.punch-recorded.v1}
 * @param record the exact stored text, of which hashes are made
 */
public record LoggedRecord(
        long position, String stream, long sequence, String storedName, Instant recordedAt, String record) {

    /** The stored name without prefix and version, such as {@code punch-recorded}. */
    public String eventName() {
        return StoredNames.eventName(storedName);
    }

    /** The payload of the event, as JSON. Each call parses it anew. */
    public JsonNode payload() {
        return EventRecords.payload(record);
    }
}
