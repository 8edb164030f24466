package io.punchgate.command.delivery.gate;

import io.punchgate.command.delivery.saga.RetryPolicy;
import java.time.Instant;

/** When a callback that is not open may be probed: by the customer's schedule, counted from its closing. Not for threads. */
final class ProbeTimes {

    private int probes;
    private Instant next = Instant.MIN;

    void begin(Instant now, RetryPolicy policy) {
        probes = 0;
        next = now.plus(policy.delayAfter(1));
    }

    /** A probe begins now: the next one waits for the next delay. */
    void take(Instant now, RetryPolicy policy) {
        probes++;
        next = now.plus(policy.delayAfter(probes + 1));
    }

    Instant next() {
        return next;
    }
}
