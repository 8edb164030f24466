package io.punchgate.command.gateway;

import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What whoever is not the device waits for, on every transport: how long the check took would tell whether the device
 * exists.
 */
@Component
public final class AuthenticationFailures {

    /** Failures are answered only at multiples of this after their arrival. */
    static final Duration ANSWER_STEP = Duration.ofMillis(50);

    private final FailedAuthentications failed;

    public AuthenticationFailures(FailedAuthentications failed) {
        this.failed = failed;
    }

    /** Counts a failure; after how long the address may try again, if it failed too often. */
    public Optional<Duration> count(String address) {
        return failed.count(address);
    }

    /** How long the answer to what arrived then, by {@link System#nanoTime}, has to wait yet, in nanoseconds. */
    public static long waitNanos(long arrivedNanos) {
        long step = ANSWER_STEP.toNanos();
        long passed = System.nanoTime() - arrivedNanos;
        return Math.ceilDiv(Math.max(1, passed), step) * step - passed;
    }

    /**
     * Counts a failure and waits until it may be answered; blocks the calling thread, which is a virtual one.
     *
     * @return after how long the address may try again, if it failed too often
     */
    public Optional<Duration> await(String address, long arrivedNanos) {
        Optional<Duration> limited = count(address);
        long answerAt = System.nanoTime() + waitNanos(arrivedNanos);
        Polling.restUntil(answerAt);
        return limited;
    }
}
