package io.punchgate.command.delivery.store;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.CallbackState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a customer's callback that the events told.
 *
 * @param url null until the first is set: until then nothing is pushed
 * @param retryScheduleSeconds null: the default schedule
 * @param perSecondMax pushes begun in a second; null: no limit
 * @param secretId under which the vault keeps the signing secret
 * @param previousSecretId the one before, which signs along until {@code previousUntil}
 * @param notBefore when the callback asked to be left alone until; null: it never did
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
        boolean pausedByOperator,
        @Nullable Instant notBefore) {

    /** The facts about a callback of which no event told. */
    public static CallbackFacts unknown(String customerId) {
        return new CallbackFacts(
                customerId,
                null,
                null,
                CallbackFormat.REALTIME,
                null,
                null,
                null,
                null,
                CallbackState.OPEN,
                false,
                null);
    }

    /** These facts with the address and the limits that were set. What one address asked for does not bind another. */
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
                pausedByOperator,
                set.url().equals(url) ? notBefore : null);
    }

    /** These facts with a new signing secret; the one before signs along until that time. */
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
                pausedByOperator,
                notBefore);
    }

    /** These facts in another state. */
    public CallbackFacts in(CallbackState newState, boolean byOperator) {
        return with(newState, byOperator, notBefore);
    }

    /** These facts with another time until which the callback wants to be left alone: the latest that it asked for counts. */
    public CallbackFacts leftAloneUntil(Instant until) {
        return with(state, pausedByOperator, notBefore == null || until.isAfter(notBefore) ? until : notBefore);
    }

    private CallbackFacts with(CallbackState newState, boolean byOperator, @Nullable Instant newNotBefore) {
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
                byOperator,
                newNotBefore);
    }
}
