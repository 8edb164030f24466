package io.punchgate.command.delivery.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.EndErasedDelivery;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.person.PersonKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The persons of whom pushes tell: of one who was erased none tells any more, and what servers answer about the others is kept only
 * encrypted by their keys, as it may name them.
 */
@Component
public class PushedPersons {

    /** Punches wait in memory for less than so many erasures. Those that are read later come without their person. */
    private static final int ERASED_MAX = 100_000;

    private final PersonKeys keys;
    private final Clock clock;
    private final Cache<UUID, Boolean> erased =
            Caffeine.newBuilder().maximumSize(ERASED_MAX).build();

    /** With the keys of persons. */
    public PushedPersons(PersonKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Nothing that is in memory of these persons is to be sent from now on. */
    public void erased(Collection<UUID> persons) {
        persons.forEach(person -> erased.put(person, true));
    }

    /** Tells whether the person of a punch, or of a correction, was erased. Asks nobody. */
    public boolean isErased(PushedEvent event) {
        @Nullable UUID person = event.person();
        return event.erased() || (person != null && erased.getIfPresent(person) != null);
    }

    /** The command that ends the delivery of a punch whose person was erased. */
    public EndErasedDelivery end(CallbackId callback, PunchRef punch) {
        return new EndErasedDelivery(callback, punch, clock.instant());
    }

    /** Tells whether sealing what is answered about the event needs no wait. */
    boolean isReady(PushedEvent event) {
        @Nullable UUID person = event.person();
        return person == null || keys.isInMemory(person);
    }

    /** Makes attempts for the event what is kept of them: with the excerpt sealed, or without one where the person was erased. */
    public UnaryOperator<Attempt> sealing(PushedEvent event) {
        @Nullable UUID person = event.person();
        if (person == null) {
            return UnaryOperator.identity();
        }
        Optional<PersonKey> key = keys.find(person);
        return attempt -> sealed(attempt, key, event.pushedId());
    }

    private static Attempt sealed(Attempt attempt, Optional<PersonKey> key, String boundTo) {
        @Nullable String excerpt = attempt.excerpt();
        if (excerpt == null || excerpt.isEmpty()) {
            return attempt;
        }
        return attempt.sealedAs(key.map(known -> known.seal(excerpt.getBytes(StandardCharsets.UTF_8), boundTo))
                .map(Base64.getEncoder()::encodeToString)
                .orElse(null));
    }
}
