package io.punchgate.query.device;

import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A device as operators read it: what they may set, in the names and shapes in which they set it. */
@JsonNaming(SnakeCaseStrategy.class)
record DeviceView(
        String sn,
        String customerId,
        String label,
        String timeZone,
        String serviceTagId,
        @Nullable Subscription subscription,
        SortedMap<String, PunchType> states,
        SortedMap<String, InputType> inputs,
        PunchType defaultType,
        int heartbeatSeconds,
        int offlineAfterSeconds,
        Map<String, @Nullable Object> transportAuth,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {

    static DeviceView of(DeviceEntry device) {
        DeviceSettings settings = device.settings();
        return new DeviceView(
                device.sn(),
                device.customerId(),
                settings.label(),
                settings.timeZone(),
                settings.serviceTagId(),
                settings.subscription(),
                sorted(settings.states()),
                sorted(settings.inputs()),
                settings.defaultType(),
                settings.heartbeatSeconds(),
                settings.offlineAfterSeconds(),
                settings.openings().shown(),
                settings.enabled(),
                device.createdAt(),
                device.updatedAt());
    }

    private static <T> SortedMap<String, T> sorted(Map<String, T> codes) {
        return new TreeMap<>(codes);
    }
}
