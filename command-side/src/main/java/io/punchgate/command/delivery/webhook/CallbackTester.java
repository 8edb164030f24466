package io.punchgate.command.delivery.webhook;

import io.punchgate.api.CallbackId;
import org.jspecify.annotations.Nullable;

/** Sends an operator's test to a callback. */
public interface CallbackTester {

    /**
     * Sends a {@code RealTime} without {@code PunchLog}, also while the callback is paused, and waits for the answer, up to
     * an attempt's time. A callback that is not set gets an outcome with that error. It never throws because of the
     * callback, and nothing is stored.
     */
    TestOutcome test(CallbackId callback);

    /**
     * The outcome of a test.
     *
     * @param acknowledged whether a punch so answered would count as delivered
     * @param statusCode of the answer; null if there was none
     * @param latencyMillis from sending to the end of the answer, or to the failure
     * @param excerpt the beginning of the answer, secrets masked; null if there was none
     * @param error the reason why there was no answer; null if there was one
     */
    record TestOutcome(
            boolean acknowledged,
            @Nullable Integer statusCode,
            long latencyMillis,
            @Nullable String excerpt,
            @Nullable String error) {}
}
