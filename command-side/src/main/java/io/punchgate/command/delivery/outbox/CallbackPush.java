package io.punchgate.command.delivery.outbox;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.ReportCallbackFailing;
import io.punchgate.api.delivery.DeliveryCommand.ReportFailedAttempt;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.webhook.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The push's parts of one callback.
 *
 * @param gate admits requests to the callback
 * @param outbox keeps outcomes until the callback's aggregate has stored them
 * @param backlog counts the punches that wait
 */
public record CallbackPush(CallbackId callback, CallbackGate gate, DeliveryOutbox outbox, Backlog backlog) {

    /**
     * Reports a failed attempt, and the callback as failing once most attempts fail.
     *
     * @param called the address that answered: what it asked for does not bind another that was set meanwhile
     */
    public void reportFailure(PunchRef ref, Outcome.Failed failed, @Nullable String called) {
        reportAttempt(ref, failed, called);
        countFailure(failed, called);
    }

    /** Heeds what the answer asked for. Returns the delay in seconds; null if it asked for none. */
    public @Nullable Long leaveAlone(Outcome.Failed failed, @Nullable String called) {
        @Nullable Long asked = isCalledNow(called) ? failed.retryAfterSeconds() : null;
        if (asked != null) {
            gate.leaveAloneUntil(failed.attempt().endedAt().plus(RetryPolicy.asked(asked)));
        }
        return asked;
    }

    /** Reports a failed attempt for one punch. Several may have been told of by the same request. */
    public void reportAttempt(PunchRef ref, Outcome.Failed failed, @Nullable String called) {
        @Nullable Long asked = leaveAlone(failed, called);
        outbox.add(new ReportFailedAttempt(
                callback,
                ref,
                failed.attempt(),
                verdict(failed, called),
                asked,
                ThreadLocalRandom.current().nextDouble()));
    }

    /** An address that is gone does not pause the callback once another one was set. */
    private Verdict verdict(Outcome.Failed failed, @Nullable String called) {
        return failed.verdict() == Verdict.GONE && !isCalledNow(called) ? Verdict.UNREACHABLE : failed.verdict();
    }

    private boolean isCalledNow(@Nullable String called) {
        return Objects.equals(called, gate.facts().url());
    }

    /** Counts a request that failed, and reports the callback as failing once most do. */
    public void countFailure(Outcome.Failed failed, @Nullable String called) {
        switch (verdict(failed, called)) {
            // A rejection does not make the callback unreachable: three punches parked as rejected make it
            // misconfigured.
            case REJECTED -> gate.noteRejection();
            case GONE -> gate.noteGone();
            case UNREACHABLE -> {
                @Nullable Instant nextProbe = gate.note(true);
                if (nextProbe != null) {
                    outbox.add(new ReportCallbackFailing(
                            callback,
                            reason(failed),
                            nextProbe,
                            failed.attempt().endedAt()));
                }
            }
            case UNSUITED -> {}
        }
    }

    /** Tells whether no attempt is under way and every outcome is stored. */
    public boolean isQuiet() {
        return gate.isQuiet() && outbox.isEmpty();
    }

    private static String reason(Outcome.Failed failed) {
        @Nullable String error = failed.attempt().error();
        return "attempts mostly fail, the last: "
                + (error == null ? "status " + failed.attempt().statusCode() : error);
    }
}
