package io.punchgate.api.customer;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The commands of operators about a customer. They carry hashes of or references to secrets, never a secret. */
public sealed interface CustomerCommand {

    /** The customer's id. */
    String customerId();

    /** The aggregate that decides. */
    @TargetAggregateIdentifier
    default String stream() {
        return Streams.customer(customerId());
    }

    /** Registers a customer. An id that exists is refused. */
    record RegisterCustomer(String customerId, CustomerSettings settings, Instant at) implements CustomerCommand {}

    /** Changes a customer's settings, if any of them differs. Answered by the {@link CustomerSettings} that it has then. */
    record ChangeCustomer(String customerId, CustomerPatch patch, Instant at) implements CustomerCommand {}

    /**
     * Sets a callback. An eleventh of one customer is refused.
     *
     * @param signingSecretId under which the vault keeps a new signing secret: taken if the callback has none yet or
     *     {@code rotateSecret} is set; null: answered by {@link CustomerReply#SECRET_NEEDED} if it would be taken
     * @param previousUntil the time until which a rotated secret signs along
     */
    record SetCallback(
            CallbackId callback,
            CallbackSettings settings,
            @Nullable String signingSecretId,
            boolean rotateSecret,
            Instant previousUntil,
            Instant at)
            implements CustomerCommand {

        @Override
        public String customerId() {
            return callback.customerId();
        }
    }

    /** Removes a callback. What is still to be pushed to it ends as never pushed. */
    record RemoveCallback(CallbackId callback, Instant at) implements CustomerCommand {

        @Override
        public String customerId() {
            return callback.customerId();
        }
    }

    /**
     * Issues an API key.
     *
     * @param secretHash SHA-256 of the key, lower-case hex
     * @param purpose what it is for; null: not told
     * @param expiresAt the instant from which it works no more; null: it works until it is revoked
     */
    record IssueApiKey(
            String customerId,
            String keyId,
            String name,
            Role role,
            String secretHash,
            @Nullable String purpose,
            @Nullable Instant expiresAt,
            Instant at)
            implements CustomerCommand {}

    /**
     * Erases a person: the keys are destroyed with the event, all or none.
     *
     * @param erasureId the id that the erasure gets
     * @param persons the ids of the keys, of the person and of texts that name it
     * @param by the id of the API key that asks
     */
    record ErasePerson(String customerId, String erasureId, List<UUID> persons, String by, Instant at)
            implements CustomerCommand {

        public ErasePerson {
            persons = List.copyOf(persons);
        }
    }

    /** Revokes an API key; it works no more once this is answered. */
    record RevokeApiKey(String customerId, String keyId, Instant at) implements CustomerCommand {}
}
