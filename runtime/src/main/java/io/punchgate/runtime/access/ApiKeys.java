package io.punchgate.runtime.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells which API keys are good, from the customer's own event stream.
 *
 * <p>Every question reads the events since the last one, so that a revoked key stops at once in every process, and so does an
 * expired one. Only customers that exist are remembered.
 */
public final class ApiKeys {

    private static final int CUSTOMERS_MAX = 10_000;

    private final EventStore events;
    private final Clock clock;
    private final Cache<String, Issued> known =
            Caffeine.newBuilder().maximumSize(CUSTOMERS_MAX).build();

    public ApiKeys(EventStore events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** The holder of the key of that text; empty if it is no good key, or no more. */
    public Optional<Caller.KeyHolder> holderOf(String text) {
        return ApiKey.parse(text).flatMap(key -> {
            @Nullable ApiKeyIssued issued = keysOf(key.customerId()).get(key.keyId());
            return issued != null && Tokens.same(issued.secretHash(), key.hash()) && issued.isValidAt(clock.instant())
                    ? Optional.of(holder(issued))
                    : Optional.empty();
        });
    }

    /** The holder of the key of that id; empty if it is no good key, or no more. */
    public Optional<Caller.KeyHolder> holderOf(String customerId, String keyId) {
        return Optional.ofNullable(keysOf(customerId).get(keyId))
                .filter(issued -> issued.isValidAt(clock.instant()))
                .map(ApiKeys::holder);
    }

    private static Caller.KeyHolder holder(ApiKeyIssued issued) {
        return new Caller.KeyHolder(
                issued.customerId(), issued.keyId(), issued.name(), issued.role(), issued.expiresAt());
    }

    /**
     * Tells whether the holder's key is still good, neither revoked nor expired: for answers that stay open after the request
     * was let in.
     */
    public boolean isActive(Caller.KeyHolder holder) {
        @Nullable ApiKeyIssued issued = keysOf(holder.customerId()).get(holder.keyId());
        return issued != null && issued.isValidAt(clock.instant());
    }

    private Map<String, ApiKeyIssued> keysOf(String customerId) {
        @Nullable Issued before = known.getIfPresent(customerId);
        Issued base = before == null ? Issued.NONE : before;
        Issued now = base.after(events.readEvents(Streams.customer(customerId), base.lastSequence() + 1));
        if (now.lastSequence() > base.lastSequence()) {
            known.asMap().merge(customerId, now, (a, b) -> a.lastSequence() > b.lastSequence() ? a : b);
        }
        return now.active();
    }

    /** The active keys of a customer by id, as of an event of its stream. */
    private record Issued(long lastSequence, Map<String, ApiKeyIssued> active) {

        static final Issued NONE = new Issued(-1, Map.of());

        Issued after(DomainEventStream stream) {
            if (!stream.hasNext()) {
                return this;
            }
            Map<String, ApiKeyIssued> keys = new HashMap<>(active);
            long last = lastSequence;
            while (stream.hasNext()) {
                DomainEventMessage<?> event = stream.next();
                last = event.getSequenceNumber();
                switch (event.getPayload()) {
                    case ApiKeyIssued issued -> keys.put(issued.keyId(), issued);
                    case ApiKeyRevoked revoked -> keys.remove(revoked.keyId());
                    default -> {
                        // The customer's other events do not concern its keys.
                    }
                }
            }
            return new Issued(last, Map.copyOf(keys));
        }
    }
}
