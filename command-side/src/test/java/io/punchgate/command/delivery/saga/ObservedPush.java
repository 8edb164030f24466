package io.punchgate.command.delivery.saga;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.PunchRef;
import java.util.ArrayList;
import java.util.List;

/** The push as the saga sees it: it gives the answers of the test, and remembers what it was asked. */
final class ObservedPush implements RetryDispatch {
    Admission admission = new Admission.Started(false);
    RetryPolicy policy = RetryPolicy.DEFAULT;
    boolean mayPark = true;
    boolean pending = true;
    int tries;
    final List<PlanRetry> planned = new ArrayList<>();
    final List<ParkDelivery> parked = new ArrayList<>();

    @Override
    public void plan(PlanRetry command) {
        planned.add(command);
    }

    @Override
    public void park(ParkDelivery command) {
        parked.add(command);
    }

    @Override
    public Admission tryAgain(CallbackId callback, PunchRef punch) {
        tries++;
        return admission;
    }

    @Override
    public RetryPolicy policy(CallbackId callback) {
        return policy;
    }

    @Override
    public boolean mayPark(CallbackId callback) {
        return mayPark;
    }

    @Override
    public boolean isWaiting(CallbackId callback, PunchRef punch) {
        return pending;
    }

    @Override
    public boolean isPending(CallbackId callback, PunchRef punch) {
        return pending;
    }
}
