package io.punchgate.runtime.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a JSON object that a client sent, read strictly: a value that is missing, of another type or out of range
 * is a {@link Problem} that names the key. A null is an absent key. Endpoints take it as an argument; a body that is
 * left out is an object without keys.
 */
public final class BodyFields {

    private static final BodyFields NONE = new BodyFields("", JsonNodeFactory.instance.objectNode());

    private final String prefix;
    private final ObjectNode object;

    private BodyFields(String prefix, ObjectNode object) {
        this.prefix = prefix;
        this.object = object;
    }

    static BodyFields of(ObjectNode object) {
        return new BodyFields("", object);
    }

    static BodyFields none() {
        return NONE;
    }

    /** Refuses any key but these. */
    public BodyFields only(String... keys) {
        Set<String> allowed = Set.of(keys);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!allowed.contains(member.getKey())) {
                throw Problem.invalidField(prefix + member.getKey(), "This key is not known here.");
            }
        }
        return this;
    }

    /** Tells whether the key is there, with a value that is not null. */
    public boolean has(String key) {
        return object.hasNonNull(key);
    }

    /** Tells whether the key is there, and null. */
    public boolean isNull(String key) {
        return object.has(key) && object.get(key).isNull();
    }

    /** A text that must be there and that {@code rule} accepts; else the problem says {@code must}. */
    public String text(String key, Predicate<String> rule, String must) {
        return required(key, textOrNull(key, rule, must));
    }

    /** A text that {@code rule} accepts, or null. */
    public @Nullable String textOrNull(String key, Predicate<String> rule, String must) {
        @Nullable JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isString() || !rule.test(value.stringValue())) {
            throw wrong(key, must);
        }
        return value.stringValue();
    }

    /** A text, or a whole number as its decimal text, that must be there. */
    public String textOrInteger(String key) {
        JsonNode value = required(key, value(key));
        if (!value.isString() && !value.isIntegralNumber()) {
            throw wrong(key, "must be a text or a whole number");
        }
        return value.asString();
    }

    /** A whole number from {@code min} to {@code max}, or null. */
    public @Nullable Integer integerOrNull(String key, int min, int max) {
        @Nullable JsonNode value = value(key);
        return value == null ? null : integer(key, value, min, max);
    }

    /** Whole numbers from {@code min} to {@code max}, one to {@code countMax} of them, or null. */
    public @Nullable List<Integer> integersOrNull(String key, int min, int max, int countMax) {
        @Nullable JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.isEmpty() || value.size() > countMax) {
            throw wrong(key, "must be an array of 1 to " + countMax + " numbers");
        }
        return value.valueStream()
                .map(element -> integer(key, element, min, max))
                .toList();
    }

    /** Texts that {@code rule} accepts, at most {@code countMax} of them, or null. */
    public @Nullable List<String> textsOrNull(String key, int countMax, Predicate<String> rule, String must) {
        @Nullable JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isArray()
                || value.size() > countMax
                || !value.valueStream().allMatch(text -> text.isString() && rule.test(text.stringValue()))) {
            throw wrong(key, "must be an array of at most " + countMax + " texts, each of which " + must);
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    /** True or false, or null. */
    public @Nullable Boolean flagOrNull(String key) {
        @Nullable JsonNode value = value(key);
        if (value != null && !value.isBoolean()) {
            throw wrong(key, "must be true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    /** An ISO 8601 instant with {@code Z} or an offset, which must be there. */
    public Instant instant(String key) {
        return required(key, instantOrNull(key));
    }

    /** An ISO 8601 instant with {@code Z} or an offset, or null. */
    public @Nullable Instant instantOrNull(String key) {
        String must = "must be an instant such as 2026-06-21T04:00:00Z";
        @Nullable String text = textOrNull(key, any -> true, must);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(key, must);
        }
    }

    /** The keys of an object, or null. */
    public @Nullable BodyFields objectOrNull(String key) {
        @Nullable JsonNode value = value(key);
        if (value != null && !value.isObject()) {
            throw wrong(key, "must be an object");
        }
        return value == null ? null : new BodyFields(prefix + key + ".", (ObjectNode) value);
    }

    /** The names of all keys. */
    public Set<String> keys() {
        return Set.copyOf(object.propertyNames());
    }

    /** The object as JSON text. */
    public String json() {
        return object.toString();
    }

    /** The problem that the value of the key {@code must} be otherwise, such as "must be 1 to 64 characters". */
    public Problem wrong(String key, String must) {
        return Problem.invalidField(prefix + key, prefix + key + " " + must + ".");
    }

    private <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw wrong(key, "is missing");
        }
        return value;
    }

    private @Nullable JsonNode value(String key) {
        @Nullable JsonNode value = object.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private int integer(String key, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw wrong(key, "must be a whole number from " + min + " to " + max);
        }
        return value.intValue();
    }
}
