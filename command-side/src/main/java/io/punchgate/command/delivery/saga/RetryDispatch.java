package io.punchgate.command.delivery.saga;

import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.callback.PendingPunches;
import java.time.Instant;

/** What the saga asks of the push: to try a punch again, and how the callback stands. Nothing of it waits for a customer. */
public interface RetryDispatch extends PendingPunches {

    /**
     * Tries a punch again, once the current unit of work is committed; a try that is under way already counts. Its
     * outcome comes back as an event.
     */
    Admission tryAgain(String customerId, PunchRef punch);

    /** Tells the callback's aggregate, once the current unit of work is committed, and again until it is stored. */
    void tell(DeliveryCommand command);

    /** The customer's policy of this moment. */
    RetryPolicy policy(String customerId);

    /** Whether punches may be parked: not while the callback is misconfigured. */
    boolean mayPark(String customerId);

    /** Whether a try was let through. */
    sealed interface Admission {
        /**
         * It is under way, or the next of those that wait for room.
         *
         * @param probe whether it has the one place of a probe
         */
        record Started(boolean probe) implements Admission {}

        /** One request at a time is let through, and it is not this one: ask again then. */
        record ClosedUntil(Instant at) implements Admission {}

        /** Nothing is let through until an event says so. */
        record ClosedUntilReopened() implements Admission {}
    }
}
