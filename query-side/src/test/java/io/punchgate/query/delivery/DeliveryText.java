package io.punchgate.query.delivery;

import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import org.jspecify.annotations.Nullable;

/** The answers of the delivery API, to the letter. */
final class DeliveryText {

    private DeliveryText() {}

    /** A delivery to the default callback. */
    static String delivery(PunchRecorded punch, String status, String attempts, String next, String reason) {
        return delivery(punch, "default", status, attempts, next, reason);
    }

    static String delivery(
            PunchRecorded punch,
            @Nullable String callback,
            String status,
            String attempts,
            String next,
            String reason) {
        String id = callback == null || callback.equals("default") ? punch.punchId() : punch.punchId() + "." + callback;
        return """
                {"id":"%s","kind":"punch","punch_id":"%s","sn":"%s","callback":%s,"operation_id":"%s","status":"%s","attempts":%s,\
                "next_attempt_at":%s,"reason":%s,"recorded_at":"2026-06-21T04:00:01.250Z"}""".formatted(
                        id,
                        punch.punchId(),
                        punch.sn(),
                        callback == null ? "null" : "\"" + callback + "\"",
                        OperationId.of(id),
                        status,
                        attempts,
                        next,
                        reason);
    }

    static String summary(int delivered, int pending, int parked, int never) {
        return "{\"received\":%d,\"delivered\":%d,\"pending\":%d,\"parked\":%d,\"never\":%d,\"erased\":0}"
                .formatted(delivered + pending + parked + never, delivered, pending, parked, never);
    }
}
