package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one line of a device says. */
sealed interface Request {

    /** What the device called it, a string or an integer; its answer carries the same. Null if it has no name. */
    @Nullable
    JsonNode id();

    /** A line that asks for something. */
    record Call(Op op, @Nullable JsonNode id, JsonNode body) implements Request {}

    /** A line that cannot be read, so far as that is not told by its operation. */
    record Unreadable(@Nullable JsonNode id, InvalidReport why) implements Request {}

    /** The operations. */
    enum Op {
        AUTH,
        PUNCH,
        PUNCHES,
        HEARTBEAT,
        VALIDITY,
        CONFIG,
        RESULT;

        private final String label = name().toLowerCase(Locale.ROOT);
    }

    /** Reads a line. */
    static Request decode(byte[] line) {
        JsonNode body;
        try {
            body = StrictJson.readObject(line);
        } catch (InvalidReport e) {
            return new Unreadable(null, e);
        }
        @Nullable JsonNode id = given(body, "id");
        if (id != null && !id.isString() && !id.isIntegralNumber()) {
            return new Unreadable(null, InvalidReport.field("id", "id is neither a string nor an integer"));
        }
        @Nullable JsonNode name = given(body, "op");
        if (name == null || !name.isString()) {
            return new Unreadable(id, InvalidReport.field("op", "op is missing or not a string"));
        }
        return Stream.of(Op.values())
                .filter(op -> op.label.equals(name.asString()))
                .findFirst()
                .<Request>map(op -> new Call(op, id, body))
                .orElseGet(() -> new Unreadable(id, InvalidReport.field("op", "there is no such operation")));
    }

    /** The value of a key; a null value is an absent one. */
    static @Nullable JsonNode given(JsonNode object, String key) {
        @Nullable JsonNode value = object.get(key);
        return value == null || value.isNull() ? null : value;
    }
}
