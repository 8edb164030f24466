package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.DeliveryCommand.ReportCallbackFailing;
import io.punchgate.api.delivery.DeliveryCommand.ReportFailedAttempt;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.courier.Outcome;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Tells of a failed attempt, and of a callback whose attempts mostly fail. */
final class FailureReports {

    private FailureReports() {}

    static void tell(CustomerPush customer, PunchRef ref, Outcome.Failed failed) {
        customer.outbox()
                .tell(new ReportFailedAttempt(
                        customer.customerId(),
                        ref,
                        failed.attempt(),
                        failed.verdict(),
                        failed.retryAfterSeconds(),
                        ThreadLocalRandom.current().nextDouble()));
        // A rejection says nothing against the callback's being reachable: three parked punches will say that.
        @Nullable
        Instant nextProbe =
                failed.verdict() == Verdict.UNREACHABLE ? customer.gate().note(true) : null;
        if (nextProbe != null) {
            Instant at = failed.attempt().at().plusMillis(failed.attempt().latencyMillis());
            customer.outbox().tell(new ReportCallbackFailing(customer.customerId(), reason(failed), nextProbe, at));
        }
    }

    private static String reason(Outcome.Failed failed) {
        @Nullable String error = failed.attempt().error();
        return "attempts mostly fail, the last: "
                + (error == null ? "status " + failed.attempt().statusCode() : error);
    }
}
