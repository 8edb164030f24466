package io.punchgate.command.delivery.store;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.device.PushedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a callback that the events told.
 *
 * @param settings null while it is not set, or no longer: then nothing more is to be pushed to it
 * @param since when it was set for the first time; null where nobody knows, or it is not set
 * @param secretId under which the vault keeps the signing secret
 * @param previousSecretId the one before, which signs along until {@code previousUntil}
 * @param notBefore when the callback asked to be left alone until; null: it never did
 */
public record CallbackFacts(
        CallbackId callback,
        @Nullable CallbackSettings settings,
        @Nullable Instant since,
        @Nullable String secretId,
        @Nullable String previousSecretId,
        @Nullable Instant previousUntil,
        CallbackState state,
        boolean pausedByOperator,
        @Nullable Instant notBefore) {

    /** The facts about a callback of which no event told. */
    public static CallbackFacts unknown(CallbackId callback) {
        return new CallbackFacts(callback, null, null, null, null, null, CallbackState.OPEN, false, null);
    }

    /** The address that is called; null while it is not set. */
    public @Nullable String url() {
        return settings == null ? null : settings.url();
    }

    /** The format of the body. */
    public CallbackFormat format() {
        return settings == null ? CallbackFormat.REALTIME : settings.format();
    }

    /** The delays after the first attempt, in seconds; null: the default schedule. */
    public @Nullable List<Integer> retryScheduleSeconds() {
        return settings == null ? null : settings.retryScheduleSeconds();
    }

    /** Pushes begun in a second; null: no limit. */
    public @Nullable Integer perSecondMax() {
        return settings == null ? null : settings.perSecondMax();
    }

    /** Its wants from now on. */
    public CallbackWants wants() {
        return settings == null ? CallbackWants.ALL_PUNCHES : settings.wants();
    }

    /** Tells whether what is recorded now is to be pushed to it. */
    public boolean wants(PushedEvent event) {
        return settings != null && settings.wants().wants(event);
    }

    /** These facts with the settings that an event told. What one address asked for does not bind another. */
    public CallbackFacts as(CallbackSet set) {
        return new CallbackFacts(
                callback,
                set.settings(),
                settings == null ? set.at() : since,
                secretId,
                previousSecretId,
                previousUntil,
                state,
                pausedByOperator,
                set.url().equals(url()) ? notBefore : null);
    }

    /** These facts with a new signing secret; the one before signs along for a while. */
    public CallbackFacts signedWith(SigningSecretIssued issued) {
        return new CallbackFacts(
                callback,
                settings,
                since,
                issued.signingSecretId(),
                secretId,
                issued.previousUntil(),
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
                callback,
                settings,
                since,
                secretId,
                previousSecretId,
                previousUntil,
                newState,
                byOperator,
                newNotBefore);
    }
}
