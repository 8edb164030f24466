package io.punchgate.command.device;

import io.punchgate.api.device.DevicePatch;
import io.punchgate.api.device.DevicePatch.SubscriptionChange;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.TransportAuth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of one setting of a device, and of nothing else. */
public final class DevicePatches {

    private DevicePatches() {}

    public static DevicePatch customer(String customerId) {
        return patch(customerId, null, null, null, null);
    }

    public static DevicePatch zone(String timeZone) {
        return patch(null, timeZone, null, null, null);
    }

    public static DevicePatch enabled(boolean enabled) {
        return patch(null, null, null, null, enabled);
    }

    public static DevicePatch transportAuth(TransportAuth auth) {
        return patch(null, null, null, auth, null);
    }

    /** Two settings: what a device of a dialect of its own is registered with. */
    public static DevicePatch dialect(TransportAuth auth, Map<String, PunchType> states) {
        return patch(null, null, states, auth, null);
    }

    private static DevicePatch patch(
            @Nullable String customerId,
            @Nullable String timeZone,
            @Nullable Map<String, PunchType> states,
            @Nullable TransportAuth auth,
            @Nullable Boolean enabled) {
        return new DevicePatch(
                customerId,
                null,
                timeZone,
                null,
                new SubscriptionChange.Kept(),
                states,
                null,
                null,
                null,
                null,
                auth,
                enabled);
    }
}
