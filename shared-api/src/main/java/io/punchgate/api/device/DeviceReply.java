package io.punchgate.api.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a device's aggregate to a {@link DeviceReport}. */
public sealed interface DeviceReply {

    /**
     * The time to confirm that the device was seen, or null. A sighting close to the last one is not stored: a {@link
     * DeviceReport.ConfirmSeen} confirms the latest of them at that time.
     */
    default @Nullable Instant confirmAt() {
        return null;
    }

    /** The punch is stored under that id. */
    record Recorded(String punchId) implements DeviceReply {}

    /** The punch was stored before; nothing changed. */
    record Duplicate(@Nullable Instant confirmAt) implements DeviceReply {}

    /** The device was seen. */
    record Seen(@Nullable Instant confirmAt) implements DeviceReply {}

    /**
     * The device may report punches now, or may not.
     *
     * @param subscription the subscription, or null where there is no limit
     */
    record Validity(
            boolean valid,
            @Nullable Subscription subscription,
            @Nullable Instant confirmAt) implements DeviceReply {}

    /** The device's settings. */
    record Config(DeviceSettings settings, @Nullable Instant confirmAt) implements DeviceReply {}

    /** A rejected record was kept. */
    record Kept(@Nullable Instant confirmAt) implements DeviceReply {}

    /** The instructions handed out, oldest first. */
    record Instructions(
            List<InstructionToRun> instructions, @Nullable Instant confirmAt) implements DeviceReply {

        public Instructions {
            instructions = List.copyOf(instructions);
        }
    }

    /**
     * An instruction handed out.
     *
     * @param id the id by which the device answers
     * @param data a JSON object, as text; empty until it is read from the vault
     * @param dataId under which the vault keeps the object; null: {@code data} is it
     */
    record InstructionToRun(
            String id, String op, String data, @Nullable String dataId) {

        /** The JSON text of an instruction without data. */
        public static final String NO_DATA = "{}";

        /** An instruction that is complete. */
        public InstructionToRun(String id, String op, String data) {
            this(id, op, data, null);
        }
    }

    /** Nothing was done. */
    record Refused(Refusal refusal) implements DeviceReply {}

    /** The reasons of a refusal. */
    enum Refusal {
        /** Unknown serial number or wrong secret: never told apart. */
        UNAUTHORIZED,
        /** The right secret, but the operator disabled the device. */
        DEVICE_DISABLED,
        /** The right secret, but no active subscription for punches. */
        SUBSCRIPTION_INACTIVE
    }
}
