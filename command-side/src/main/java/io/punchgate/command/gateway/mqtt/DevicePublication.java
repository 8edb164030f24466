package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.DecodedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that a device published, read. */
sealed interface DevicePublication {

    /** Punches, one or an array of them. */
    record Punches(List<DecodedRow> rows) implements DevicePublication {}

    /** The device says that it is there, or gone. */
    record Presence(boolean online) implements DevicePublication {}

    /**
     * The result of an instruction.
     *
     * @param result what the device said of it, or null
     */
    record InstructionAnswer(
            String id, boolean ok, @Nullable String result) implements DevicePublication {}
}
