package io.punchgate.command.delivery.webhook;

import org.jspecify.annotations.Nullable;

/** Sends an operator's test to a customer's callback. */
public interface CallbackTester {

    /**
     * Sends a {@code RealTime} without {@code PunchLog}, also while the callback is paused, and waits for the answer, up to
     * an attempt's time. A customer without a callback gets an outcome with that error. It never throws for the callback's
     * sake, and nothing is stored.
     */
    TestOutcome test(String customerId);

    /**
     * How the test ended.
     *
     * @param acknowledged whether a punch so answered would count as delivered
     * @param statusCode of the answer; null where there was none
     * @param latencyMillis from sending to the end of the answer, or to the failure
     * @param excerpt the beginning of the answer, secrets masked; null where there was none
     * @param error why there was no answer; null where there was one
     */
    record TestOutcome(
            boolean acknowledged,
            @Nullable Integer statusCode,
            long latencyMillis,
            @Nullable String excerpt,
            @Nullable String error) {}
}
