package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.InvalidReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A line of a device, read. */
sealed interface TcpRequest {

    /** The name that the device gave it, a string or an integer, which its answer carries too; or null. */
    @Nullable
    JsonNode id();

    /** A line that asks for something. */
    record Call(Op op, @Nullable JsonNode id, JsonNode body) implements TcpRequest {}

    /** A line that cannot be read, so far as that is not told by its operation. */
    record Unreadable(@Nullable JsonNode id, InvalidReport why) implements TcpRequest {}

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

        /** The name in the line. */
        String label() {
            return label;
        }
    }
}
