package io.punchgate.runtime.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.PersonalEvent;
import io.punchgate.runtime.person.PersonalEvents;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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
 * <p>Null fields of the payload are left out; unknown ones are ignored, so that an older version reads a newer record. Personal
 * ones are written as the sealed text of the event alone, and are null again where its person was erased.
 */
public final class EventRecords {

    static final String PAYLOAD = "payload";

    private static final int SALT_BYTES = 12;

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final SecureRandom random = new SecureRandom();
    private final @Nullable PersonalEvents persons;

    /** The format without keys: sealed texts are not opened. For those who read no events of persons. */
    public EventRecords() {
        this(null);
    }

    /** The format with keys: sealed texts are opened as long as there is their key. */
    public EventRecords(@Nullable PersonalEvents persons) {
        this.persons = persons;
    }

    /** The stored name of an event's class, such as {@code punchgate.punch-recorded.v1}. */
    public static String storedName(DomainEvent event) {
        return StoredNames.require(event.getClass());
    }

    /** The keys of persons; null: none. */
    @Nullable
    PersonalEvents persons() {
        return persons;
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
            generator.writePOJOProperty(PAYLOAD, stored(event.payload()));
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static DomainEvent stored(DomainEvent payload) {
        return payload instanceof PersonalEvent personal ? PersonalEvents.closed(personal) : payload;
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
        return open(read(record));
    }

    /**
     * The events of those texts.
     *
     * @throws IllegalStateException if one of them cannot be read
     */
    public List<Logged> all(List<Text> texts) {
        List<Logged> read = page(texts);
        if (read.size() < texts.size()) {
            throw new IllegalStateException(
                    "the event at position " + texts.get(read.size()).position() + " cannot be read");
        }
        return read;
    }

    private void prepare(Stream<StoredEvent> events) {
        if (persons != null) {
            persons.prepare(events.map(StoredEvent::payload)
                    .filter(PersonalEvent.class::isInstance)
                    .map(PersonalEvent.class::cast)
                    .toList());
        }
    }

    private StoredEvent open(StoredEvent event) {
        return persons != null && event.payload() instanceof PersonalEvent personal
                ? event.with(persons.opened(personal))
                : event;
    }

    private StoredEvent read(String record) {
        RecordFields fields = new RecordFields();
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
     * The events of those texts, up to the first that cannot be read.
     *
     * @throws IllegalStateException if that is the first of all
     */
    public List<Logged> page(List<Text> texts) {
        List<Logged> closed = upToUnreadable(texts, Text::position, text -> read(text.record()));
        prepare(closed.stream().map(Logged::event));
        return upToUnreadable(closed, Logged::position, logged -> open(logged.event()));
    }

    private static <T> List<Logged> upToUnreadable(
            List<T> all, ToLongFunction<T> position, Function<T, StoredEvent> read) {
        List<Logged> events = new ArrayList<>(all.size());
        for (T each : all) {
            try {
                events.add(new Logged(position.applyAsLong(each), read.apply(each)));
            } catch (IllegalStateException unreadable) {
                if (events.isEmpty()) {
                    throw new IllegalStateException(
                            "the event at position " + position.applyAsLong(each) + " cannot be read", unreadable);
                }
                return events;
            }
        }
        return events;
    }

    /** A stored text and its position, as the columns of those names. */
    public record Text(long position, String record) {

        public static Text in(ResultSet row) throws SQLException {
            return new Text(row.getLong("position"), row.getString("record"));
        }
    }
}
