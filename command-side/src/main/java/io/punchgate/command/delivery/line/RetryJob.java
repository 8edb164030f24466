package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.command.delivery.gate.PushJob;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.command.delivery.webhook.PushSender;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the attempt that a saga asked for. */
record RetryJob(PunchRef ref, CallbackPush callback, ActiveLines active, PunchReader reader, PushSender sender)
        implements PushJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetryJob.class);

    @Override
    public boolean run() {
        try {
            CallbackFacts facts = callback.gate().facts();
            Optional<PushedEvent> punch = reader.find(ref);
            if (punch.filter(sender.persons()::isErased).isPresent()) {
                callback.outbox().add(sender.persons().end(callback.callback(), ref));
                return false;
            }
            Outcome outcome = punch.isPresent()
                    ? sender.send(
                            punch.get(),
                            facts,
                            active.devices().find(new LineKey(callback.callback(), ref.sn())),
                            callback.gate()::isStillAdmitted)
                    : sender.failed("the punch is not in the store");
            return !Thread.currentThread().isInterrupted() && report(outcome, facts.url());
        } catch (RuntimeException e) {
            LOG.warn(
                    "punch {} could not be sent to callback {}; its saga asks again",
                    ref.punchId(),
                    callback.callback().key(),
                    e);
            active.retried().remove(DeliveryId.of(ref.punchId(), callback.callback()));
            return false;
        }
    }

    /** Returns whether the attempt is still to be made. */
    private boolean report(Outcome outcome, @Nullable String called) {
        return switch (outcome) {
            case Outcome.Acknowledged acknowledged -> {
                callback.gate().note(false);
                callback.outbox()
                        .add(new RecordLaterDelivery(callback.callback(), new Delivered(ref, acknowledged.attempt())));
                yield false;
            }
            case Outcome.Failed failed -> {
                if (!callback.gate().lease().isOver()) {
                    callback.reportFailure(ref, failed, called);
                }
                yield false;
            }
            case Outcome.Withdrawn withdrawn -> true;
        };
    }
}
