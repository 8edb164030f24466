package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.DecodedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device published, read. */
sealed interface DevicePublication {

    /** Punches, one or an array of them. */
    record Punches(List<DecodedRow> rows) implements DevicePublication {}

    /** Whether the device is there. */
    record Presence(boolean online) implements DevicePublication {}

    /**
     * What became of an instruction.
     *
     * @param result what the device said of it, or null
     */
    record InstructionAnswer(
            String id, boolean ok, @Nullable String result) implements DevicePublication {}
}
