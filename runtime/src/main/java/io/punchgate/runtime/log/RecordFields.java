package io.punchgate.runtime.log;

import io.punchgate.api.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of a stored text, as they are read. */
final class RecordFields {

    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String stream;
    private long sequence;
    private @Nullable Instant at;
    private @Nullable DomainEvent payload;

    void read(String name, JsonParser parser) {
        switch (name) {
            case "type" -> type = parser.getString();
            case "id" -> id = parser.getString();
            case "stream" -> stream = parser.getString();
            case "sequence" -> sequence = parser.getLongValue();
            case "at" -> at = Instant.parse(parser.getString());
            case EventRecords.PAYLOAD -> payload = readPayload(parser);
            default -> parser.skipChildren();
        }
    }

    private DomainEvent readPayload(JsonParser parser) {
        String storedName = type;
        if (storedName == null) {
            throw new IllegalStateException("a stored record names its type before its payload");
        }
        Class<? extends DomainEvent> eventClass = StoredNames.classOf(storedName)
                .orElseThrow(() -> new IllegalStateException("unknown stored event type " + storedName));
        return parser.readValueAs(eventClass);
    }

    String unreadable(String why) {
        return "not a stored event record (" + why + "): type " + type + ", id " + id + ", sequence " + sequence;
    }

    StoredEvent toEvent() {
        if (id == null || stream == null || at == null || payload == null) {
            throw new IllegalStateException(unreadable("a field is missing"));
        }
        return new StoredEvent(id, stream, sequence, at, payload);
    }
}
