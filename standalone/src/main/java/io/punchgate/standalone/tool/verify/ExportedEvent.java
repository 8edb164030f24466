package io.punchgate.standalone.tool.verify;

import io.punchgate.api.Sha256;
import io.punchgate.runtime.log.StoredNames;
import io.punchgate.runtime.tree.TreeHash;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of an export.
 *
 * @param stored the stored text, as JSON; null: it is withheld, and only its hash can be checked
 * @param hash base64 of the 32 bytes that stand for it in the tree
 */
record ExportedEvent(long position, JsonNode line, @Nullable JsonNode stored, String hash) {

    /** Text is withheld of this type alone: its data was once part of the event. */
    private static final String MAY_BE_WITHHELD = "device-command-queued";

    /** The database rounds times to microseconds. */
    private static final Duration ROUNDED_MAX = Duration.ofNanos(1_000);

    /** A key that is there twice would show a reader one thing and be checked as another. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a line, and checks that what it shows is what its stored text says.
     *
     * @param expected the position to name if it tells none
     */
    static ExportedEvent read(String text, long expected) throws Wrong {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (JacksonException e) {
            throw Wrong.at(expected, "the line is not JSON: it was changed, or the export broke off");
        }
        JsonNode position = line.path("position");
        if (!position.isIntegralNumber() || !position.canConvertToLong() || position.longValue() < 1) {
            throw Wrong.at(expected, "the line is no event: it has no position");
        }
        return read(line, position.longValue());
    }

    private static ExportedEvent read(JsonNode line, long position) throws Wrong {
        byte[] hash = hash(line, position);
        String shown = Base64.getEncoder().encodeToString(hash);
        if (!line.path("record").isString()) {
            if (line.path("record").isNull()
                    && line.path("withheld").booleanValue(false)
                    && MAY_BE_WITHHELD.equals(text(line, "type"))) {
                return new ExportedEvent(position, line, null, shown);
            }
            throw Wrong.at(position, "the stored text is missing");
        }
        String record = line.path("record").stringValue();
        if (!Arrays.equals(hash, Sha256.of(record))) {
            throw Wrong.at(
                    position, "the stored text is not the one that its hash was made of: one of them was changed");
        }
        ExportedEvent event = new ExportedEvent(position, line, stored(record, position), shown);
        Optional<String> untrue = event.untrue();
        if (untrue.isPresent()) {
            throw Wrong.at(position, untrue.get() + " is not what the stored text says");
        }
        return event;
    }

    private static byte[] hash(JsonNode line, long position) throws Wrong {
        try {
            return TreeHash.parse(Objects.requireNonNullElse(text(line, "hash"), ""))
                    .bytes();
        } catch (IllegalArgumentException e) {
            throw Wrong.at(position, "the hash is not the base64 of 32 bytes");
        }
    }

    private static JsonNode stored(String record, long position) throws Wrong {
        try {
            return JSON.readTree(record);
        } catch (JacksonException e) {
            throw Wrong.at(position, "the stored text is not JSON");
        }
    }

    /** The key of the line that does not say what the stored text says. */
    private Optional<String> untrue() {
        JsonNode record = Objects.requireNonNull(stored);
        JsonNode payload = record.path("payload");
        String storedName = Objects.requireNonNullElse(text(record, "type"), "");
        if (!line.path("payload").equals(payload)) {
            return Optional.of("payload");
        }
        if (!Objects.equals(text(line, "type"), StoredNames.eventName(storedName))) {
            return Optional.of("type");
        }
        if (!line.has("sn") || !Objects.equals(text(line, "sn"), text(payload, "sn"))) {
            return Optional.of("sn");
        }
        if (!line.path("sequence").equals(record.path("sequence"))) {
            return Optional.of("sequence");
        }
        return isSameTime(text(line, "recorded_at"), text(record, "at"))
                ? Optional.empty()
                : Optional.of("recorded_at");
    }

    private static boolean isSameTime(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return false;
        }
        try {
            return Duration.between(Instant.parse(one), Instant.parse(other))
                            .abs()
                            .compareTo(ROUNDED_MAX)
                    <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The entry of the tree. */
    byte[] entry() {
        return Base64.getDecoder().decode(hash);
    }

    /** The proof that the line brings along, if it does. */
    Optional<String> proof() {
        return Optional.ofNullable(text(line, "proof"));
    }

    /** Tells whether only the hash of its text is shown. */
    boolean isWithheld() {
        return stored == null;
    }

    /** The stream that it was appended to, and its number there; empty if its text is withheld. */
    Optional<Place> place() {
        return Optional.ofNullable(stored)
                .map(record -> new Place(
                        Objects.requireNonNullElse(text(record, "stream"), ""),
                        record.path("sequence").longValue(-1)));
    }

    /** A place in a stream, from 0. */
    record Place(String stream, long sequence) {}

    private static @Nullable String text(JsonNode object, String key) {
        return object.path(key).stringValue(null);
    }
}
