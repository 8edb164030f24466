package io.punchgate.api.device;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a device's settings; a null component leaves its setting as it is.
 *
 * @param subscription the change of the subscription
 * @param states replaces all of the device's own state codes
 * @param inputs replaces all of the device's own input codes
 */
public record DevicePatch(
        @Nullable String customerId,
        @Nullable String label,
        @Nullable String timeZone,
        @Nullable String serviceTagId,
        SubscriptionChange subscription,
        @Nullable Map<String, PunchType> states,
        @Nullable Map<String, InputType> inputs,
        @Nullable PunchType defaultType,
        @Nullable Integer heartbeatSeconds,
        @Nullable Integer offlineAfterSeconds,
        @Nullable TransportAuth transportAuth,
        @Nullable Boolean enabled) {

    /** A change by which everything stays as it is. */
    public static final DevicePatch NONE = new DevicePatch(
            null, null, null, null, new SubscriptionChange.Kept(), null, null, null, null, null, null, null);

    /** The change of the subscription. */
    public sealed interface SubscriptionChange {

        /** The subscription stays. */
        record Kept() implements SubscriptionChange {}

        /** The subscription goes, and with it the limit. */
        record Removed() implements SubscriptionChange {}

        /** This one takes its place. */
        record Replaced(Subscription by) implements SubscriptionChange {}
    }

    /** The settings after the change. */
    public DeviceSettings applyTo(DeviceSettings settings) {
        return new DeviceSettings(
                or(customerId, settings.customerId()),
                or(label, settings.label()),
                or(timeZone, settings.timeZone()),
                or(serviceTagId, settings.serviceTagId()),
                subscriptionAfter(settings.subscription()),
                or(states, settings.states()),
                or(inputs, settings.inputs()),
                or(defaultType, settings.defaultType()),
                or(heartbeatSeconds, settings.heartbeatSeconds()),
                or(offlineAfterSeconds, settings.offlineAfterSeconds()),
                transportAuth == null ? settings.transportAuth() : transportAuth.fields(),
                or(enabled, settings.enabled()));
    }

    private @Nullable Subscription subscriptionAfter(@Nullable Subscription before) {
        return switch (subscription) {
            case SubscriptionChange.Kept kept -> before;
            case SubscriptionChange.Removed removed -> null;
            case SubscriptionChange.Replaced replaced -> replaced.by();
        };
    }

    private static <T> T or(@Nullable T changed, T before) {
        return changed == null ? before : changed;
    }
}
