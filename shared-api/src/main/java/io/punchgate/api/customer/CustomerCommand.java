package io.punchgate.api.customer;

import io.punchgate.api.Streams;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What operators may ask of a customer's aggregate. Secrets come as hashes or references, never as themselves. */
public sealed interface CustomerCommand {

    /** The customer meant. */
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
     * Sets where a customer's punches are pushed.
     *
     * @param retryScheduleSeconds the delays after the first attempt, in seconds; null: the default schedule
     * @param format of the body; null: {@link CallbackFormat#REALTIME}
     * @param perSecondMax pushes begun in a second; null: as many as go
     * @param signingSecretId under which the vault keeps a new signing secret: taken if the customer has none yet or
     *     {@code rotateSecret} is set
     * @param previousUntil until when a rotated secret signs along
     */
    record SetCallback(
            String customerId,
            String url,
            @Nullable List<Integer> retryScheduleSeconds,
            @Nullable CallbackFormat format,
            @Nullable Integer perSecondMax,
            String signingSecretId,
            boolean rotateSecret,
            Instant previousUntil,
            Instant at)
            implements CustomerCommand {}

    /**
     * Issues an API key.
     *
     * @param secretHash SHA-256 of the key, lower-case hex
     */
    record IssueApiKey(String customerId, String keyId, String name, Role role, String secretHash, Instant at)
            implements CustomerCommand {}

    /** Revokes an API key; it works no more from the moment this is answered. */
    record RevokeApiKey(String customerId, String keyId, Instant at) implements CustomerCommand {}
}
