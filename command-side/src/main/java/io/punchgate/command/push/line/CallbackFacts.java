package io.punchgate.command.push.line;

import io.punchgate.api.delivery.CallbackState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the events said about a customer's callback.
 *
 * @param url null until the first is set: until then nothing is pushed
 * @param retryScheduleSeconds null: the default schedule
 * @param secretId under which the vault keeps the signing secret
 * @param previousSecretId the one before, which signs along until {@code previousUntil}
 */
record CallbackFacts(
        String customerId,
        @Nullable String url,
        @Nullable List<Integer> retryScheduleSeconds,
        @Nullable String secretId,
        @Nullable String previousSecretId,
        @Nullable Instant previousUntil,
        CallbackState state,
        boolean pausedByOperator) {

    static CallbackFacts unknown(String customerId) {
        return new CallbackFacts(customerId, null, null, null, null, null, CallbackState.OPEN, false);
    }

    CallbackFacts at(String newUrl, @Nullable List<Integer> schedule) {
        return new CallbackFacts(
                customerId, newUrl, schedule, secretId, previousSecretId, previousUntil, state, pausedByOperator);
    }

    CallbackFacts signedWith(String newSecretId, Instant until) {
        return new CallbackFacts(
                customerId, url, retryScheduleSeconds, newSecretId, secretId, until, state, pausedByOperator);
    }

    CallbackFacts in(CallbackState newState, boolean byOperator) {
        return new CallbackFacts(
                customerId, url, retryScheduleSeconds, secretId, previousSecretId, previousUntil, newState, byOperator);
    }
}
