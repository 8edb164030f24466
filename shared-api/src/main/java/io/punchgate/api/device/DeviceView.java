package io.punchgate.api.device;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A device's settings, in the names and shapes in which operators set them. No secret is among them. */
public record DeviceView(
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
        boolean enabled) {

    /** The view of the settings of the device of that serial number. */
    public static DeviceView of(String sn, DeviceSettings settings) {
        return new DeviceView(
                sn,
                settings.customerId(),
                settings.label(),
                settings.timeZone(),
                settings.serviceTagId(),
                settings.subscription(),
                new TreeMap<>(settings.states()),
                new TreeMap<>(settings.inputs()),
                settings.defaultType(),
                settings.heartbeatSeconds(),
                settings.offlineAfterSeconds(),
                settings.openings().shown(),
                settings.enabled());
    }
}
