package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a customer's punches that may be sent again. */
public interface RedeliverablePunches {

    /** Tells whether the customer has a callback. */
    boolean hasCallback(String customerId);

    /** The customer's punch of that id; empty if the customer has none. */
    Optional<Found> find(String customerId, String punchId);

    /** The customer's punches of the selection that are not pending, oldest first, at most {@code max}. */
    List<PunchRef> select(String customerId, Selection selection, int max);

    /**
     * A punch.
     *
     * @param pending whether it is still to be sent, by its line or on request
     */
    record Found(PunchRef punch, boolean pending) {}

    /** The state of a delivery that may be repeated. */
    enum Status {
        /** Its retries ended. */
        PARKED,
        /** It was recorded while there was no callback. */
        NEVER,
        /** It was acknowledged. */
        DELIVERED
    }

    /**
     * Selects punches.
     *
     * @param sn only of that device; null: of all
     * @param from recorded then or later; null: at any time
     * @param to recorded then or earlier; null: at any time
     */
    record Selection(
            Status status,
            @Nullable String sn,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
