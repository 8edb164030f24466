package io.punchgate.command.delivery.saga;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Failed attempts to push one punch. */
final class Attempts {

    static final String ACME = "acme";
    static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    static final PunchRef PUNCH = new PunchRef("p1", "SN1", 7);

    private Attempts() {}

    /** A failure that concerns this punch only. */
    static DeliveryAttemptFailed rejected() {
        return failed(AT, Verdict.REJECTED, null, 0);
    }

    static DeliveryAttemptFailed failed(Instant at, Verdict verdict, @Nullable Long retryAfterSeconds, double jitter) {
        Attempt attempt = new Attempt(at, 500, 0, null, "oops");
        return new DeliveryAttemptFailed(
                CallbackId.ofDefault(ACME), PUNCH, attempt, verdict, retryAfterSeconds, jitter);
    }
}
