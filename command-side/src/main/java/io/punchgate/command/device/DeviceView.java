package io.punchgate.command.device;

import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A device's settings under the keys by which operators set them. */
@JsonNaming(SnakeCaseStrategy.class)
record DeviceView(
        String sn,
        String customerId,
        String label,
        String timeZone,
        String serviceTagId,
        @Nullable Subscription subscription,
        Map<String, PunchType> states,
        Map<String, InputType> inputs,
        PunchType defaultType,
        int heartbeatSeconds,
        int offlineAfterSeconds,
        Map<String, @Nullable Object> transportAuth,
        boolean enabled) {

    static DeviceView of(String sn, DeviceSettings settings) {
        return new DeviceView(
                sn,
                settings.customerId(),
                settings.label(),
                settings.timeZone(),
                settings.serviceTagId(),
                settings.subscription(),
                settings.states(),
                settings.inputs(),
                settings.defaultType(),
                settings.heartbeatSeconds(),
                settings.offlineAfterSeconds(),
                settings.openings().shown(),
                settings.enabled());
    }
}
