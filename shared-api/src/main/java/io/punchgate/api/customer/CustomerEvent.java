package io.punchgate.api.customer;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decisions of operators about a customer. */
public sealed interface CustomerEvent extends DomainEvent {

    /** The customer's id. */
    String customerId();

    /** A customer may have devices from now on. */
    @StoredAs(name = "customer-registered")
    record CustomerRegistered(String customerId, CustomerSettings settings, Instant at) implements CustomerEvent {}

    /** A customer has these settings from now on. */
    @StoredAs(name = "customer-changed")
    record CustomerChanged(String customerId, CustomerSettings settings, Instant at) implements CustomerEvent {}

    /**
     * A customer's punches are pushed to this address from now on. Punches recorded before the first of these events are
     * pushed on request only.
     *
     * @param retryScheduleSeconds the delays after the first attempt, in seconds; null: the default schedule
     * @param format of the body; null: {@link CallbackFormat#REALTIME}
     * @param perSecondMax pushes begun in a second; null: no limit
     */
    @StoredAs(name = "callback-set")
    record CallbackSet(
            String customerId,
            String url,
            @Nullable List<Integer> retryScheduleSeconds,
            @Nullable CallbackFormat format,
            @Nullable Integer perSecondMax,
            Instant at)
            implements CustomerEvent {

        /** A callback with the default format and no limit. */
        public CallbackSet(String customerId, String url, @Nullable List<Integer> retryScheduleSeconds, Instant at) {
            this(customerId, url, retryScheduleSeconds, null, null, at);
        }
    }

    /**
     * Pushes are signed with a new secret; the one before, if any, signs along until {@code previousUntil}.
     *
     * @param signingSecretId under which the vault keeps it
     */
    @StoredAs(name = "signing-secret-issued")
    record SigningSecretIssued(String customerId, String signingSecretId, Instant previousUntil, Instant at)
            implements CustomerEvent {}

    /** An API key works from now on. */
    @StoredAs(name = "api-key-issued")
    record ApiKeyIssued(String customerId, String keyId, String name, Role role, String secretHash, Instant at)
            implements CustomerEvent {}

    /** An API key works no more. */
    @StoredAs(name = "api-key-revoked")
    record ApiKeyRevoked(String customerId, String keyId, Instant at) implements CustomerEvent {}
}
