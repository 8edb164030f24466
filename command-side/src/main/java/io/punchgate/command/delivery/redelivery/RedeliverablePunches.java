package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.PunchRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a customer's deliveries that may be made again. */
public interface RedeliverablePunches {

    /** The customer's callbacks that are set. */
    List<CallbackId> callbacks(String customerId);

    /** The delivery of that id; empty if the customer has none. */
    Optional<Found> find(String customerId, String deliveryId);

    /** The customer's deliveries of the selection that are not pending, in the order recorded, at most {@code max}. */
    List<Redelivery> select(String customerId, Selection selection, int max);

    /** A punch, and the callback that it goes to. */
    record Redelivery(CallbackId callback, PunchRef punch) {}

    /**
     * A delivery.
     *
     * @param redeliveries where its punch goes if it is made again; none if nothing wants it now
     * @param pending whether it is still to be made, by its line or on request
     * @param erased whether its person was erased, so that it is never made again
     */
    record Found(List<Redelivery> redeliveries, boolean pending, boolean erased) {

        public Found {
            redeliveries = List.copyOf(redeliveries);
        }
    }

    /** The state of a delivery that may be made again. */
    enum Status {
        /** Its retries ended. */
        PARKED,
        /** No callback wanted its punch when it was recorded, or the one that did was removed. */
        NEVER,
        /** It was acknowledged. */
        DELIVERED
    }

    /**
     * Selects deliveries.
     *
     * @param callback only those that go to the callback of that name; null: to all
     * @param sn only of that device; null: of all
     * @param from recorded then or later; null: at any time
     * @param to recorded then or earlier; null: at any time
     */
    record Selection(
            Status status,
            @Nullable String callback,
            @Nullable String sn,
            @Nullable Instant from,
            @Nullable Instant to) {

        boolean means(Redelivery redelivery) {
            return callback == null || callback.equals(redelivery.callback().name());
        }
    }
}
