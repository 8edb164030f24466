package io.punchgate.command.gateway.json;

import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.gateway.AuthenticationFailures;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers a failed login: with the same words and after the same time, whatever was wrong. */
@Component
public final class FailureAnswers {

    /** The answer to a caller that is not the device. */
    public static final DeviceAnswer UNAUTHORIZED = DeviceAnswer.refused(Refusal.UNAUTHORIZED);

    private final AuthenticationFailures failures;

    public FailureAnswers(AuthenticationFailures failures) {
        this.failures = failures;
    }

    /** Counts the failure. Its answer is due once {@link AuthenticationFailures#waitNanos} is over. */
    public DeviceAnswer counted(String address) {
        return answer(failures.count(address));
    }

    /** Counts the failure and waits until its answer is due; blocks the calling thread, which is a virtual one. */
    public DeviceAnswer delayed(String address, long arrivedNanos) {
        return answer(failures.await(address, arrivedNanos));
    }

    private static DeviceAnswer answer(Optional<Duration> limited) {
        return limited.map(wait -> DeviceAnswer.error(429, "rate_limited", "too many failed authentications", null)
                        .retryAfter(wait))
                .orElse(UNAUTHORIZED);
    }
}
