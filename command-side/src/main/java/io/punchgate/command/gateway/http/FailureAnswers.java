package io.punchgate.command.gateway.http;

import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.DeviceAnswer;
import org.springframework.stereotype.Component;

/** The answer to whoever is not the device: one and the same, in the same time, whatever was wrong. */
@Component
final class FailureAnswers {

    static final DeviceAnswer UNAUTHORIZED = DeviceAnswer.refused(Refusal.UNAUTHORIZED);

    private final AuthenticationFailures failures;

    FailureAnswers(AuthenticationFailures failures) {
        this.failures = failures;
    }

    /** Waits and then answers; blocks the calling thread, which is a virtual one. */
    DeviceAnswer delayed(String address, long arrivedNanos) {
        return failures.await(address, arrivedNanos)
                .map(wait -> DeviceAnswer.error(429, "rate_limited", "too many failed authentications", null)
                        .retryAfter(wait))
                .orElse(UNAUTHORIZED);
    }
}
