package io.punchgate.command.device;

import io.punchgate.api.device.DevicePatch;
import io.punchgate.api.device.DevicePatch.SubscriptionChange;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.runtime.web.BodyFields;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of an operator's call about a device. */
final class DeviceFields {

    private static final int CODES_MAX = 64;
    private static final int SECONDS_MAX = 24 * 60 * 60;
    private static final Pattern CODE = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String IS_ID = "must be 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen";

    private DeviceFields() {}

    /** The settings of a new device; absent keys take their defaults. */
    static DeviceSettings settings(BodyFields fields, String generatedServiceTagId) {
        DeviceSettings defaults = new DeviceSettings(
                FieldRules.id(fields, "customer_id"),
                FieldRules.label(fields, "label"),
                fields.text("time_zone", FieldRules::isTimeZone, "must be a zone such as Asia/Kolkata"),
                generatedServiceTagId,
                null,
                Map.of(),
                Map.of(),
                PunchType.CheckIn,
                DeviceSettings.HEARTBEAT_SECONDS_DEFAULT,
                DeviceSettings.OFFLINE_AFTER_SECONDS_DEFAULT,
                TransportAuth.SECRETS_ONLY.fields(),
                true);
        return patch(fields).applyTo(defaults);
    }

    /** The change that the body asks for. */
    static DevicePatch patch(BodyFields fields) {
        fields.only(
                "sn",
                "customer_id",
                "label",
                "time_zone",
                "service_tag_id",
                "subscription",
                "states",
                "inputs",
                "default_type",
                "heartbeat_seconds",
                "offline_after_seconds",
                "transport_auth",
                "enabled");
        return new DevicePatch(
                fields.textOrNull("customer_id", FieldRules::isId, IS_ID),
                FieldRules.labelOrNull(fields, "label"),
                fields.textOrNull("time_zone", FieldRules::isTimeZone, "must be a zone such as Asia/Kolkata"),
                fields.textOrNull(
                        "service_tag_id", FieldRules::isServiceTagId, "must be 1 to 64 of A-Z, a-z, 0-9, . _ ~ -"),
                subscription(fields),
                codes(fields, "states", PunchType::named),
                codes(fields, "inputs", InputType::named),
                defaultType(fields),
                fields.integerOrNull("heartbeat_seconds", 1, SECONDS_MAX),
                fields.integerOrNull("offline_after_seconds", 1, SECONDS_MAX),
                TransportAuthFields.read(fields),
                fields.flagOrNull("enabled"));
    }

    /** A null subscription takes the device's away, and with it the limit. */
    private static SubscriptionChange subscription(BodyFields fields) {
        @Nullable BodyFields period = fields.objectOrNull("subscription");
        if (period == null) {
            return fields.isNull("subscription") ? new SubscriptionChange.Removed() : new SubscriptionChange.Kept();
        }
        period.only("from", "until");
        Instant from = period.instant("from");
        Instant until = period.instant("until");
        if (!from.isBefore(until)) {
            throw period.wrong("until", "must be after from");
        }
        return new SubscriptionChange.Replaced(new Subscription(from, until));
    }

    private static <T> @Nullable Map<String, T> codes(
            BodyFields fields, String key, Function<String, Optional<T>> named) {
        @Nullable BodyFields table = fields.objectOrNull(key);
        if (table == null) {
            return null;
        }
        if (table.keys().size() > CODES_MAX) {
            throw fields.wrong(key, "must have at most " + CODES_MAX + " codes");
        }
        Map<String, T> codes = new HashMap<>();
        for (String code : table.keys()) {
            if (!CODE.matcher(code).matches()) {
                throw table.wrong(code, "is not a numeric code");
            }
            String name = table.text(code, any -> true, "must be the name of a type");
            codes.put(code, named.apply(name).orElseThrow(() -> table.wrong(code, "must be the name of a type")));
        }
        return codes;
    }

    private static @Nullable PunchType defaultType(BodyFields fields) {
        @Nullable
        String name = fields.textOrNull(
                "default_type", text -> PunchType.named(text).isPresent(), "must be a type such as CheckIn");
        return name == null ? null : PunchType.named(name).orElse(null);
    }
}
