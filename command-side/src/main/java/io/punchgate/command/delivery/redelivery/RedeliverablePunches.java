package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a customer's punches that may be sent again. */
public interface RedeliverablePunches {

    /** Whether the customer has a callback to send to. */
    boolean hasCallback(String customerId);

    /** The customer's punch of that id; empty if there is none, or it is another's. */
    Optional<Found> find(String customerId, String punchId);

    /** The customer's punches that the selection means and that are not pending, oldest first, at most {@code max}. */
    List<PunchRef> select(String customerId, Selection selection, int max);

    /**
     * A punch.
     *
     * @param pending whether it is still to be sent, of itself or on request
     */
    record Found(PunchRef punch, boolean pending) {}

    /** The state of a punch. */
    enum Status {
        /** It was given up. */
        PARKED,
        /** It was recorded while there was no callback. */
        NEVER,
        /** It was acknowledged. */
        DELIVERED
    }

    /**
     * A selection of punches.
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
