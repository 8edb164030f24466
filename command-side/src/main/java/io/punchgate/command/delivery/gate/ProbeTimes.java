package io.punchgate.command.delivery.gate;

import io.punchgate.command.delivery.saga.RetryPolicy;
import java.time.Instant;

/** The times of probes of a callback that is not open: by the customer's schedule, from its closing. Not safe for threads. */
final class ProbeTimes {

    private int probes;
    private Instant next = Instant.MIN;

    void begin(Instant now, RetryPolicy policy) {
        probes = 0;
        next = now.plus(policy.delayAfter(1));
    }

    /** A probe begins now; the next one is due after the next delay. */
    void take(Instant now, RetryPolicy policy) {
        probes++;
        next = now.plus(policy.delayAfter(probes + 1));
    }

    Instant next() {
        return next;
    }
}
