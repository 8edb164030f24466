package io.punchgate.api.customer;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.ErasesPersons;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decisions of operators about a customer. */
public sealed interface CustomerEvent extends DomainEvent {

    /** The customer's id. */
    String customerId();

    /** A decision about one of the customer's callbacks. */
    sealed interface CallbackChange extends CustomerEvent {

        /** The {@link CallbackId#storedName} of the callback. */
        @Nullable
        String callback();

        /** The callback that is decided about. */
        default CallbackId callbackId() {
            return CallbackId.stored(customerId(), callback());
        }

        /** The {@link CallbackId#key} of the callback. */
        default String callbackKey() {
            return callbackId().key();
        }
    }

    /** A customer may have devices from now on. */
    @StoredAs(name = "customer-registered")
    record CustomerRegistered(String customerId, CustomerSettings settings, Instant at) implements CustomerEvent {}

    /** A customer has these settings from now on. */
    @StoredAs(name = "customer-changed")
    record CustomerChanged(String customerId, CustomerSettings settings, Instant at) implements CustomerEvent {}

    /**
     * The punches that a callback wants are pushed to this address from now on. Those recorded before the first of these
     * events are pushed on request only.
     *
     * @param callback the {@link CallbackId#storedName} of the callback
     * @param retryScheduleSeconds the delays after the first attempt, in seconds; null: the default schedule
     * @param format of the body; null: {@link CallbackFormat#REALTIME}
     * @param perSecondMax pushes begun in a second; null: no limit
     * @param filter the punches that it wants; null: all
     * @param corrections true if it also gets the corrections of its punches; else null
     */
    @StoredAs(name = "callback-set")
    record CallbackSet(
            String customerId,
            @Nullable String callback,
            String url,
            @Nullable List<Integer> retryScheduleSeconds,
            @Nullable CallbackFormat format,
            @Nullable Integer perSecondMax,
            @Nullable CallbackFilter filter,
            @Nullable Boolean corrections,
            Instant at)
            implements CallbackChange {

        /** A callback with these settings; those that are the default are not stored. */
        public CallbackSet(CallbackId of, CallbackSettings settings, Instant at) {
            this(
                    of.customerId(),
                    of.storedName(),
                    settings.url(),
                    settings.retryScheduleSeconds(),
                    settings.format() == CallbackFormat.REALTIME ? null : settings.format(),
                    settings.perSecondMax(),
                    settings.filter().wantsAll() ? null : settings.filter(),
                    settings.corrections() ? true : null,
                    at);
        }

        /** The settings from now on. */
        public CallbackSettings settings() {
            return new CallbackSettings(
                    url,
                    retryScheduleSeconds,
                    Objects.requireNonNullElse(format, CallbackFormat.REALTIME),
                    perSecondMax,
                    Objects.requireNonNullElse(filter, CallbackFilter.ALL),
                    Boolean.TRUE.equals(corrections));
        }
    }

    /**
     * A callback is no more: later punches do not go to it, and what was still to be pushed to it ends as never pushed.
     *
     * @param callback the {@link CallbackId#storedName} of the callback
     */
    @StoredAs(name = "callback-removed")
    record CallbackRemoved(String customerId, @Nullable String callback, Instant at) implements CallbackChange {

        public CallbackRemoved(CallbackId of, Instant at) {
            this(of.customerId(), of.storedName(), at);
        }
    }

    /**
     * Pushes are signed with a new secret; the one before, if any, signs along until {@code previousUntil}.
     *
     * @param callback the {@link CallbackId#storedName} of the callback
     * @param signingSecretId under which the vault keeps it
     */
    @StoredAs(name = "signing-secret-issued")
    record SigningSecretIssued(
            String customerId, @Nullable String callback, String signingSecretId, Instant previousUntil, Instant at)
            implements CallbackChange {

        public SigningSecretIssued(CallbackId of, String signingSecretId, Instant previousUntil, Instant at) {
            this(of.customerId(), of.storedName(), signingSecretId, previousUntil, at);
        }
    }

    /**
     * An API key works from now on.
     *
     * @param purpose what it is for, in the operator's words; null where none was told
     * @param expiresAt the instant from which it works no more; null: it works until it is revoked
     */
    @StoredAs(name = "api-key-issued")
    record ApiKeyIssued(
            String customerId,
            String keyId,
            String name,
            Role role,
            String secretHash,
            @Nullable String purpose,
            @Nullable Instant expiresAt,
            Instant at)
            implements CustomerEvent {

        /** Tells whether the key works at that instant, unless it is revoked. */
        public boolean isValidAt(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    /**
     * A person was erased: what is personal of it cannot be read any more. The event names nobody.
     *
     * @param persons the ids of the keys that are destroyed with it, of the person and of texts that named it
     * @param by the id of the API key that asked
     */
    @StoredAs(name = "person-erased")
    record PersonErased(String customerId, String erasureId, List<UUID> persons, String by, Instant at)
            implements CustomerEvent, ErasesPersons {

        public PersonErased {
            persons = List.copyOf(persons);
        }
    }

    /** An API key works no more. */
    @StoredAs(name = "api-key-revoked")
    record ApiKeyRevoked(String customerId, String keyId, Instant at) implements CustomerEvent {}
}
