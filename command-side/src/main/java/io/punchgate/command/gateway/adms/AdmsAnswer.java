package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a device. It keeps its log unless it reads {@code OK}, so no failure may contain these letters.
 *
 * @param retryAfter when to send again, or null
 */
record AdmsAnswer(int status, String text, @Nullable Duration retryAfter) {

    static final AdmsAnswer OK = ok("OK");
    static final AdmsAnswer UNAUTHORIZED = failure(401, "unauthorized");

    /** Success. */
    static AdmsAnswer ok(String text) {
        return new AdmsAnswer(200, text, null);
    }

    /** Nothing was stored. */
    static AdmsAnswer failure(int status, String text) {
        return new AdmsAnswer(status, text, null);
    }

    /** Nothing was stored, or it is unknown. */
    static AdmsAnswer unavailable(Duration retryAfter) {
        return new AdmsAnswer(503, "unavailable", retryAfter);
    }

    static AdmsAnswer refused(Refusal refusal) {
        return switch (refusal) {
            case UNAUTHORIZED -> UNAUTHORIZED;
            case DEVICE_DISABLED -> failure(403, "device disabled");
            case SUBSCRIPTION_INACTIVE -> failure(403, "subscription inactive");
        };
    }
}
