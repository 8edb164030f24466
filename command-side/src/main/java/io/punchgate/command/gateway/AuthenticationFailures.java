package io.punchgate.command.gateway;

import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The delay before a failed login is answered, on every transport. Without it the time of the check would tell whether
 * the device exists.
 */
@Component
public final class AuthenticationFailures {

    /** A failure is answered at a multiple of this after its arrival. */
    static final Duration ANSWER_STEP = Duration.ofMillis(50);

    private final FailedAuthentications failed;

    public AuthenticationFailures(FailedAuthentications failed) {
        this.failed = failed;
    }

    /** Counts a failure. Returns the time until the address may try again, if it failed too often. */
    public Optional<Duration> count(String address) {
        return failed.count(address);
    }

    /** Nanoseconds that the answer has to wait yet; {@code arrivedNanos} is by {@link System#nanoTime}. */
    public static long waitNanos(long arrivedNanos) {
        long step = ANSWER_STEP.toNanos();
        long passed = System.nanoTime() - arrivedNanos;
        return Math.ceilDiv(Math.max(1, passed), step) * step - passed;
    }

    /**
     * Counts a failure and waits until it may be answered; blocks the calling thread, which is a virtual one.
     *
     * @return the time until the address may try again, if it failed too often
     */
    public Optional<Duration> await(String address, long arrivedNanos) {
        Optional<Duration> limited = count(address);
        long answerAt = System.nanoTime() + waitNanos(arrivedNanos);
        Polling.restUntil(answerAt);
        return limited;
    }
}
