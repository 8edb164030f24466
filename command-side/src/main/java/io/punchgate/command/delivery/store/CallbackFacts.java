package io.punchgate.command.delivery.store;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.CallbackState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the events said about a customer's callback.
 *
 * @param url null until the first is set: until then nothing is pushed
 * @param retryScheduleSeconds null: the default schedule
 * @param perSecondMax pushes begun in a second; null: as many as go
 * @param secretId under which the vault keeps the signing secret
 * @param previousSecretId the one before, which signs along until {@code previousUntil}
 */
public record CallbackFacts(
        String customerId,
        @Nullable String url,
        @Nullable List<Integer> retryScheduleSeconds,
        CallbackFormat format,
        @Nullable Integer perSecondMax,
        @Nullable String secretId,
        @Nullable String previousSecretId,
        @Nullable Instant previousUntil,
        CallbackState state,
        boolean pausedByOperator) {

    public static CallbackFacts unknown(String customerId) {
        return new CallbackFacts(
                customerId, null, null, CallbackFormat.REALTIME, null, null, null, null, CallbackState.OPEN, false);
    }

    public CallbackFacts as(CallbackSet set) {
        return new CallbackFacts(
                customerId,
                set.url(),
                set.retryScheduleSeconds(),
                Objects.requireNonNullElse(set.format(), CallbackFormat.REALTIME),
                set.perSecondMax(),
                secretId,
                previousSecretId,
                previousUntil,
                state,
                pausedByOperator);
    }

    public CallbackFacts signedWith(String newSecretId, Instant until) {
        return new CallbackFacts(
                customerId,
                url,
                retryScheduleSeconds,
                format,
                perSecondMax,
                newSecretId,
                secretId,
                until,
                state,
                pausedByOperator);
    }

    public CallbackFacts in(CallbackState newState, boolean byOperator) {
        return new CallbackFacts(
                customerId,
                url,
                retryScheduleSeconds,
                format,
                perSecondMax,
                secretId,
                previousSecretId,
                previousUntil,
                newState,
                byOperator);
    }
}
