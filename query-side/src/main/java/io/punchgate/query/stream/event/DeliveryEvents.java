package io.punchgate.query.stream.event;

import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.delivery.DeliveryView.Kind;
import io.punchgate.api.delivery.OneDeliveryEvent;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.query.stream.event.StreamEvent.Content;
import io.punchgate.query.stream.event.StreamEvent.Erasable;
import io.punchgate.runtime.log.Logged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of deliveries. What an event of the log does not tell, the number of attempts and the user of the punch,
 * earlier events told; those of late are remembered, for the read models may not tell of them yet.
 */
final class DeliveryEvents {

    private final Recent<String, Integer> attempts;
    /** By the ids under which punches and corrections are pushed. */
    private final Recent<String, Pushed> pushed;

    private final History history;

    DeliveryEvents(History history, int rememberedMax) {
        this.history = history;
        this.attempts = new Recent<>(rememberedMax);
        this.pushed = new Recent<>(rememberedMax);
    }

    /**
     * A punch or a correction that is delivered.
     *
     * @param punchId the punch, or the one that is corrected
     * @param userId null: the person was erased
     * @param person null: the event is of a time before persons had ids
     */
    private record Pushed(
            String punchId,
            @Nullable String userId,
            @Nullable UUID person) {}

    /** Remembers a punch, or a correction of the punch of that id. */
    void recorded(PushedEvent event, String punchId) {
        pushed.put(event.pushedId(), new Pushed(punchId, event.userId(), event.person()));
    }

    /** Forgets these persons. */
    void erase(Collection<UUID> persons) {
        pushed.replaceAll((id, known) -> known.person != null && persons.contains(known.person)
                ? new Pushed(known.punchId, null, known.person)
                : known);
    }

    /** Warnings, failed attempts before it is decided what follows, and changes of callbacks tell nothing of a delivery. */
    List<StreamEvent> of(Logged logged, DeliveryEvent told) {
        return switch (told) {
            case PunchesDelivered many -> delivered(logged, many);
            case PunchDeliveredLater one -> List.of(delivered(logged, one));
            case DeliveryRetryPlanned planned -> List.of(planned(logged, planned));
            case DeliveryParked parked -> List.of(parked(logged, parked));
            case RedeliveryRequested asked -> List.of(untried(logged, asked, DeliveryStatus.PENDING, asked.at()));
            case DeliveryErased erased -> List.of(untried(logged, erased, DeliveryStatus.ERASED, erased.at()));
            case DeliveryEvent other -> List.of();
        };
    }

    private List<StreamEvent> delivered(Logged logged, PunchesDelivered told) {
        List<StreamEvent> events = new ArrayList<>(told.deliveries().size());
        for (Delivered each : told.deliveries()) {
            String punchId = each.punch().punchId();
            Change change = new Change(told, punchId, each.punch().sn(), DeliveryStatus.DELIVERED, null, null);
            attempts.put(change.id(), 1);
            events.add(event(logged, events.size(), change, () -> 1));
        }
        return events;
    }

    private StreamEvent delivered(Logged logged, PunchDeliveredLater told) {
        Change change = new Change(told, told.punchId(), told.sn(), DeliveryStatus.DELIVERED, null, null);
        @Nullable Integer before = attempts.get(change.id());
        if (before == null) {
            Instant at = told.delivery().attempt().at();
            return event(logged, 0, change, () -> Math.max(1, attemptsUntil(change, at)));
        }
        int now = before + 1;
        attempts.put(change.id(), now);
        return event(logged, 0, change, () -> now);
    }

    private StreamEvent planned(Logged logged, DeliveryRetryPlanned told) {
        Change change = new Change(
                told, told.punchId(), told.sn(), DeliveryStatus.PENDING, told.nextAttemptAt(), told.reason());
        attempts.put(change.id(), told.attempts());
        return event(logged, 0, change, told::attempts);
    }

    private StreamEvent parked(Logged logged, DeliveryParked told) {
        Change change = new Change(told, told.punchId(), told.sn(), DeliveryStatus.PARKED, null, told.reason());
        attempts.put(change.id(), told.attempts());
        return event(logged, 0, change, told::attempts);
    }

    /** No attempt was made: there are as many as before. */
    private StreamEvent untried(Logged logged, OneDeliveryEvent told, DeliveryStatus status, Instant at) {
        Change change = new Change(told, told.punchId(), told.sn(), status, null, null);
        @Nullable Integer known = attempts.get(change.id());
        return event(logged, 0, change, () -> known == null ? attemptsUntil(change, at) : known);
    }

    private int attemptsUntil(Change change, Instant at) {
        return history.attemptsUntil(change.told().customerId(), change.id(), at);
    }

    private StreamEvent event(Logged logged, int index, Change change, IntSupplier attemptsSoFar) {
        String customerId = change.told().customerId();
        @Nullable Pushed known = pushed.get(change.pushedId());
        Supplier<@Nullable String> user =
                () -> known == null ? history.userOf(customerId, punch(change.pushedId())) : known.userId();
        Supplier<DeliveryChange> view =
                () -> change.view(known == null ? punch(change.pushedId()) : known.punchId(), attemptsSoFar.getAsInt());
        return new StreamEvent(
                EventId.of(logged.position(), index),
                StreamType.DELIVERY,
                customerId,
                change.sn(),
                logged.event().at(),
                new Content(
                        user,
                        view,
                        known == null || known.person() == null ? null : new Erasable(known.person(), view)));
    }

    /** The punch that is pushed under an id, or whose correction is. */
    private String punch(String pushedId) {
        return history.correctedBy(pushedId).orElse(pushedId);
    }

    /** A delivery after an event, but for the number of its attempts. */
    private record Change(
            DeliveryEvent told,
            String pushedId,
            String sn,
            DeliveryStatus status,
            @Nullable Instant nextAttemptAt,
            @Nullable String reason) {

        String id() {
            return DeliveryId.of(pushedId, told.callbackId());
        }

        DeliveryChange view(String punchId, int attempts) {
            return new DeliveryChange(
                    id(),
                    (punchId.equals(pushedId) ? Kind.PUNCH : Kind.CORRECTION).label(),
                    punchId,
                    sn,
                    told.callbackId().name(),
                    OperationId.of(id()),
                    status.label(),
                    attempts,
                    nextAttemptAt,
                    reason);
        }
    }
}
