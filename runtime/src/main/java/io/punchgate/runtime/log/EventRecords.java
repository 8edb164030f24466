package io.punchgate.runtime.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.DomainEvent;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored format of events, in this one place: a JSON object of the stored type, id, stream, sequence, time, a random
 * salt (so that a hash of the text tells nothing about its content) and the payload.
 *
 * <p>Null fields of the payload are left out; unknown ones are ignored, so that an older version reads a newer record.
 */
public final class EventRecords {

    private static final String PAYLOAD = "payload";

    private static final int SALT_BYTES = 12;

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final SecureRandom random = new SecureRandom();

    /** The stored name of an event's class, such as {@code punchgate.punch-recorded.v1}. */
    public static String storedName(DomainEvent event) {
        return StoredNames.require(event.getClass());
    }

    /** The exact text to store. Two calls differ, by their salt. */
    public String encode(StoredEvent event) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        StringWriter text = new StringWriter(768);
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringProperty("type", storedName(event.payload()));
            generator.writeStringProperty("id", event.eventId());
            generator.writeStringProperty("stream", event.stream());
            generator.writeNumberProperty("sequence", event.sequence());
            generator.writeStringProperty("at", event.at().toString());
            generator.writeStringProperty("salt", Base64.getEncoder().encodeToString(salt));
            generator.writePOJOProperty(PAYLOAD, event.payload());
            generator.writeEndObject();
        }
        return text.toString();
    }

    /** The payload of a stored text, as JSON: for readers who must show an event that they do not know. */
    public static JsonNode payload(String record) {
        return JsonMapper.shared().readTree(record).path(PAYLOAD);
    }

    /**
     * The event of a stored text.
     *
     * @throws IllegalStateException if it cannot be read; says which event it is, and nothing of what is in it
     */
    public StoredEvent decode(String record) {
        Fields fields = new Fields();
        try (JsonParser parser = json.createParser(record)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.read(name, parser);
            }
        } catch (JacksonException | DateTimeException e) {
            // Its words, and those of its causes, quote the record.
            throw new IllegalStateException(fields.unreadable(e.getClass().getSimpleName()));
        }
        return fields.toEvent();
    }

    /**
     * The events of rows of positions and stored texts, up to the first that cannot be read.
     *
     * @throws IllegalStateException if that is the first of all
     */
    List<Logged> page(ResultSet rows) throws SQLException {
        List<Logged> read = new ArrayList<>(EventLog.PAGE_EVENTS);
        while (rows.next()) {
            long position = rows.getLong(1);
            try {
                read.add(new Logged(position, decode(rows.getString(2))));
            } catch (IllegalStateException unreadable) {
                if (read.isEmpty()) {
                    throw new IllegalStateException(
                            "the event at position " + position + " cannot be read", unreadable);
                }
                return read;
            }
        }
        return read;
    }

    private static final class Fields {

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
                case PAYLOAD -> payload = readPayload(parser);
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
}
