package io.punchgate.api.device;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a device, as its operator decides them.
 *
 * @param customerId the customer that has the device
 * @param label its name for people, sent as {@code LabelName}
 * @param timeZone IANA zone of its wall clock
 * @param serviceTagId sent as {@code stgid} in the callback's query
 * @param subscription the time in which punches are accepted; null: no limit
 * @param states its own state codes, laid over the dialect's {@link CodeTable}
 * @param inputs its own input codes, laid over the dialect's {@link CodeTable}
 * @param defaultType pushed where a punch has no type
 * @param heartbeatSeconds seconds between its heartbeats
 * @param offlineAfterSeconds seconds of silence after which it counts as offline
 * @param transportAuth the transports that are open to it without its auth-token: the fields of {@link #openings}
 * @param enabled false: every report of it is refused
 */
public record DeviceSettings(
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
        Map<String, Object> transportAuth,
        boolean enabled) {

    /** Seconds between heartbeats where the operator names none. */
    public static final int HEARTBEAT_SECONDS_DEFAULT = 60;
    /** Seconds of silence until offline where the operator names none. */
    public static final int OFFLINE_AFTER_SECONDS_DEFAULT = 180;

    public DeviceSettings {
        states = Map.copyOf(states);
        inputs = Map.copyOf(inputs);
        transportAuth = new TransportAuth(transportAuth).fields();
    }

    /** The transports that are open to it without its auth-token. */
    public TransportAuth openings() {
        return new TransportAuth(transportAuth);
    }
}
