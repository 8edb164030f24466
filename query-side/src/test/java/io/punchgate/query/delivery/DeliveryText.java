package io.punchgate.query.delivery;

import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;

/** The answers of the delivery API, to the letter. */
final class DeliveryText {

    private DeliveryText() {}

    static String delivery(PunchRecorded punch, String status, String attempts, String next, String reason) {
        return """
                {"id":"%s","punch_id":"%s","sn":"%s","operation_id":"%s","status":"%s","attempts":%s,\
                "next_attempt_at":%s,"reason":%s,"recorded_at":"2026-06-21T04:00:01.250Z"}""".formatted(
                        punch.punchId(),
                        punch.punchId(),
                        punch.sn(),
                        OperationId.of(punch.punchId()),
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
