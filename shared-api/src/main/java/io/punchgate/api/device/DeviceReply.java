package io.punchgate.api.device;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a device's aggregate answers to a {@link DeviceReport}. */
public sealed interface DeviceReply {

    /** The punch is stored under that id. */
    record Recorded(String punchId) implements DeviceReply {}

    /** The punch was stored before; nothing changed. */
    record Duplicate() implements DeviceReply {}

    /**
     * The device was seen.
     *
     * @param confirmAt if not null, the sighting was not stored, being close to the last one: confirm the latest of them then
     */
    record Seen(@Nullable Instant confirmAt) implements DeviceReply {}

    /**
     * Whether punches are accepted now.
     *
     * @param subscription the subscription, or null where there is no limit
     */
    record Validity(
            boolean valid,
            @Nullable Subscription subscription,
            @Nullable Instant confirmAt) implements DeviceReply {}

    /** The device's settings, its own code tables laid over the dialect's defaults. */
    record Config(
            DeviceSettings settings,
            Map<String, PunchType> states,
            Map<String, InputType> inputs,
            @Nullable Instant confirmAt)
            implements DeviceReply {}

    /** A rejected record was kept. */
    record Kept() implements DeviceReply {}

    /** Nothing was done. */
    record Refused(Refusal refusal) implements DeviceReply {}

    /** Why a device is refused. */
    enum Refusal {
        /** Unknown serial number or wrong secret: never told apart. */
        UNAUTHORIZED,
        /** The right secret, but the operator disabled the device. */
        DEVICE_DISABLED,
        /** The right secret, but no active subscription for punches. */
        SUBSCRIPTION_INACTIVE
    }
}
