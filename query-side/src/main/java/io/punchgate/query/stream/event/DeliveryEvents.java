package io.punchgate.query.stream.event;

import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.delivery.DeliveryView.Kind;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.runtime.log.Logged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
     */
    private record Pushed(String punchId, @Nullable String userId) {}

    /** Remembers a punch. */
    void recorded(String punchId, @Nullable String userId) {
        pushed.put(punchId, new Pushed(punchId, userId));
    }

    /** Remembers a correction. */
    void corrected(String correctionId, String punchId, @Nullable String userId) {
        pushed.put(correctionId, new Pushed(punchId, userId));
    }

    /** Warnings, failed attempts before it is decided what follows, and changes of callbacks tell nothing of a delivery. */
    List<StreamEvent> of(Logged logged, DeliveryEvent told) {
        return switch (told) {
            case PunchesDelivered many -> delivered(logged, many);
            case PunchDeliveredLater one -> List.of(delivered(logged, one));
            case DeliveryRetryPlanned planned -> List.of(planned(logged, planned));
            case DeliveryParked parked -> List.of(parked(logged, parked));
            case RedeliveryRequested asked -> List.of(requested(logged, asked));
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

    private StreamEvent requested(Logged logged, RedeliveryRequested told) {
        Change change = new Change(told, told.punchId(), told.sn(), DeliveryStatus.PENDING, null, null);
        @Nullable Integer known = attempts.get(change.id());
        return event(logged, 0, change, () -> known == null ? attemptsUntil(change, told.at()) : known);
    }

    private int attemptsUntil(Change change, Instant at) {
        return history.attemptsUntil(change.told().customerId(), change.id(), at);
    }

    private StreamEvent event(Logged logged, int index, Change change, IntSupplier attemptsSoFar) {
        String customerId = change.told().customerId();
        @Nullable Pushed known = pushed.get(change.pushedId());
        Supplier<@Nullable String> user =
                () -> known == null ? history.userOf(customerId, punch(change.pushedId())) : known.userId();
        return new StreamEvent(
                EventId.of(logged.position(), index),
                StreamType.DELIVERY,
                customerId,
                change.sn(),
                logged.event().at(),
                user,
                () -> change.view(
                        known == null ? punch(change.pushedId()) : known.punchId(), attemptsSoFar.getAsInt()));
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
