package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.runtime.access.FailedAuthentications;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * The answer to whoever is not the device: one and the same, in the same time, whatever was wrong. How long the check took
 * would tell whether the device exists.
 */
@Component
public final class FailureAnswers {

    /** What is told to who is not the device. */
    public static final DeviceAnswer UNAUTHORIZED = DeviceAnswer.refused(Refusal.UNAUTHORIZED);

    /** Failures are answered only at multiples of this after their arrival. */
    static final Duration ANSWER_STEP = Duration.ofMillis(50);

    private final FailedAuthentications failed;

    public FailureAnswers(FailedAuthentications failed) {
        this.failed = failed;
    }

    /** Counts the failure and tells what to answer, once {@link #waitNanos} is over. */
    public DeviceAnswer counted(String address) {
        return failed.count(address)
                .map(wait -> DeviceAnswer.error(429, "rate_limited", "too many failed authentications", null)
                        .retryAfter(wait))
                .orElse(UNAUTHORIZED);
    }

    /** How long the answer to what arrived then, by {@link System#nanoTime}, has to wait yet; none if not positive. */
    public static long waitNanos(long arrivedNanos) {
        long step = ANSWER_STEP.toNanos();
        long passed = System.nanoTime() - arrivedNanos;
        return Math.ceilDiv(Math.max(1, passed), step) * step - passed;
    }

    /** Waits and then answers; blocks the calling thread, which is a virtual one. */
    public DeviceAnswer delayed(String address, long arrivedNanos) {
        DeviceAnswer answer = counted(address);
        long answerAt = System.nanoTime() + waitNanos(arrivedNanos);
        for (long left = answerAt - System.nanoTime(); left > 0; left = answerAt - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return answer;
            }
        }
        return answer;
    }
}
