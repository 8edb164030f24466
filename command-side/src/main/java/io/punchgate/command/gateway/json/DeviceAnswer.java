package io.punchgate.command.gateway.json;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.Subscription;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a device in JSON, whichever transport carries it.
 *
 * @param status the HTTP status; other transports leave it out
 * @param retryAfter the wait before sending again, or null
 */
public record DeviceAnswer(
        int status, Map<String, Object> body, @Nullable Duration retryAfter) {

    /** Most rows of one report. */
    public static final int PUNCHES_MAX = 500;

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** The answer for a reply of the device's aggregate. */
    public static DeviceAnswer of(DeviceReply reply, String sn, Instant now) {
        return switch (reply) {
            case DeviceReply.Recorded recorded -> ok(Map.of());
            case DeviceReply.Duplicate duplicate -> ok(Map.of("duplicate", true));
            case DeviceReply.Kept kept -> ok(Map.of());
            case DeviceReply.Instructions commands -> ok(Map.of());
            case DeviceReply.Seen seen -> ok(Map.of("server_time", time(now)));
            case DeviceReply.Validity validity -> ok(validity(validity));
            case DeviceReply.Config config -> ok(config(sn, config, now));
            case DeviceReply.Refused refused -> refused(refused.refusal());
        };
    }

    /** The report cannot be read. */
    public static DeviceAnswer of(InvalidReport invalid) {
        return error(400, invalid.code(), invalid.reason(), invalid.field());
    }

    /** The report was not stored, or its fate is unknown. */
    public static DeviceAnswer of(ReportUnavailable unavailable) {
        return error(503, "unavailable", "not stored, or it is unknown: send it again", null)
                .retryAfter(unavailable.retryAfter());
    }

    /** The report is longer than the limit. */
    public static DeviceAnswer tooLarge(String message) {
        return error(413, "too_large", message, null);
    }

    /** The device is refused. */
    public static DeviceAnswer refused(Refusal refusal) {
        return switch (refusal) {
            case UNAUTHORIZED ->
                error(401, "unauthorized", "sn and auth-token do not belong to a device that is known", null);
            case DEVICE_DISABLED -> error(403, "device_disabled", "the device is disabled", null);
            case SUBSCRIPTION_INACTIVE ->
                error(403, "subscription_inactive", "the device has no active subscription", null);
        };
    }

    /** Success, with further keys. */
    public static DeviceAnswer ok(Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ok", true);
        body.putAll(more);
        return new DeviceAnswer(200, body, null);
    }

    /** A failure of that code. */
    public static DeviceAnswer error(int status, String code, String message, @Nullable String field) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ok", false);
        body.put("error", code);
        body.put("message", message);
        if (field != null) {
            body.put("field", field);
        }
        return new DeviceAnswer(status, body, null);
    }

    /** True for a success. */
    public boolean isOk() {
        return status == 200;
    }

    /** The same answer with the time to wait before sending again. */
    public DeviceAnswer retryAfter(Duration wait) {
        return new DeviceAnswer(status, body, wait);
    }

    /** Whole seconds, at least one, before sending again; or null. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfter == null
                ? null
                : Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** The body as JSON in UTF-8. */
    public byte[] json() {
        return StrictJson.write(body);
    }

    private static Map<String, @Nullable Object> validity(DeviceReply.Validity validity) {
        @Nullable Subscription subscription = validity.subscription();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("valid", validity.valid());
        body.put("valid_from", subscription == null ? null : subscription.from().toString());
        body.put(
                "valid_until",
                subscription == null ? null : subscription.until().toString());
        return body;
    }

    private static Map<String, Object> config(String sn, DeviceReply.Config config, Instant now) {
        DeviceSettings settings = config.settings();
        CodeTable codes = AttendanceCodes.TABLE.of(settings);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("sn", sn);
        body.put("label", settings.label());
        body.put("time_zone", settings.timeZone());
        body.put("heartbeat_seconds", settings.heartbeatSeconds());
        body.put("offline_after_seconds", settings.offlineAfterSeconds());
        body.put("states", sorted(codes.states()));
        body.put("inputs", sorted(codes.inputs()));
        body.put("max_batch", PUNCHES_MAX);
        body.put("server_time", time(now));
        return body;
    }

    private static Map<String, Object> sorted(Map<String, ?> codes) {
        Map<String, Object> sorted = new TreeMap<>(BY_NUMBER);
        codes.forEach((code, meaning) -> sorted.put(code, meaning.toString()));
        return sorted;
    }

    private static String time(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
