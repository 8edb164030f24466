package io.punchgate.command.gateway.http;

import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.gateway.DeviceAnswer;
import io.punchgate.runtime.access.FailedAuthentications;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * The answer to whoever is not the device: one and the same, in the same time, whatever was wrong. How long the check took
 * would tell whether the device exists.
 */
@Component
final class FailureAnswers {

    static final DeviceAnswer UNAUTHORIZED = DeviceAnswer.refused(Refusal.UNAUTHORIZED);

    /** Failures are answered only at multiples of this after their arrival. */
    static final Duration ANSWER_STEP = Duration.ofMillis(50);

    private final FailedAuthentications failed;

    FailureAnswers(FailedAuthentications failed) {
        this.failed = failed;
    }

    /** Waits and then answers; blocks the calling thread, which is a virtual one. */
    DeviceAnswer delayed(String address, long arrivedNanos) {
        DeviceAnswer answer = failed.count(address)
                .map(wait -> DeviceAnswer.error(429, "rate_limited", "too many failed authentications", null)
                        .retryAfter(wait))
                .orElse(UNAUTHORIZED);
        long step = ANSWER_STEP.toNanos();
        long steps = Math.ceilDiv(Math.max(1, System.nanoTime() - arrivedNanos), step);
        long answerAt = arrivedNanos + steps * step;
        for (long left = answerAt - System.nanoTime(); left > 0; left = answerAt - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return answer;
            }
        }
        return answer;
    }
}
