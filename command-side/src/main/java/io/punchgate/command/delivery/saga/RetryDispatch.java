package io.punchgate.command.delivery.saga;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.callback.PendingPunches;
import java.time.Instant;

/**
 * The saga's one way to the rest of the push. Everything asked here happens once the current unit of work is committed:
 * a saga that is rolled back handles its event again, and must not have acted twice. No call waits for a customer.
 */
public interface RetryDispatch extends PendingPunches {

    /** Makes an attempt, unless one is under way for this punch. An event tells the outcome. */
    Admission tryAgain(CallbackId callback, PunchRef punch);

    /** Has the callback's aggregate record the plan, and repeats that until it is stored: the saga never asks again. */
    void plan(PlanRetry command);

    /** Has the callback's aggregate park the punch. Tries once: the saga asks again if no event answers. */
    void park(ParkDelivery command);

    /** The callback's policy of this moment. */
    RetryPolicy policy(CallbackId callback);

    /**
     * Tells whether the punch waits in its device's line, or is to be pushed on request, by the events taken in so far. Only the
     * process whose sagas these are knows that, and it does for as long as no other has taken the claim: held for sure or not.
     */
    boolean isWaiting(CallbackId callback, PunchRef punch);

    /** Tells whether punches may be parked: not while the callback is misconfigured. */
    boolean mayPark(CallbackId callback);

    /** Tells whether an attempt is admitted. */
    sealed interface Admission {
        /**
         * The attempt is under way, or waits for one of the slots.
         *
         * @param probe whether it has the one slot of a probe
         */
        record Started(boolean probe) implements Admission {}

        /** One attempt at a time is admitted, and not this one: ask again at that time. */
        record ClosedUntil(Instant at) implements Admission {}

        /** No attempt is admitted until the callback is reopened. */
        record ClosedUntilReopened() implements Admission {}
    }
}
