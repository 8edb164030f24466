package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.command.delivery.gate.PushJob;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.command.delivery.webhook.PushSender;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first attempt for the punch at the head of a redelivery line. It stands back behind new punches. */
record RedeliveryJob(
        RedeliveryLine line,
        CallbackPush callback,
        KnownDevices devices,
        UnsentStore store,
        PunchReader reader,
        PushSender sender,
        PushThreads threads)
        implements PushJob {

    private static final Duration REPEAT_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryJob.class);

    @Override
    public boolean standsBack() {
        return true;
    }

    @Override
    public boolean run() {
        try {
            @Nullable PunchRef head = line.head(store);
            return head != null && send(head);
        } catch (RuntimeException e) {
            LOG.warn(
                    "the next redelivery of device {} could not be made, next try in {} ms",
                    line.key().sn(),
                    REPEAT_AFTER.toMillis(),
                    e);
            threads.later(REPEAT_AFTER, () -> callback.gate().submit(this));
            return false;
        }
    }

    private boolean send(PunchRef head) {
        CallbackFacts facts = callback.gate().facts();
        Optional<PushedEvent> event = reader.find(head);
        if (event.filter(sender.persons()::isErased).isPresent()) {
            callback.outbox().add(sender.persons().end(callback.callback(), head));
            return line.acknowledged(head);
        }
        Outcome outcome = event.map(
                        punch -> sender.send(punch, facts, devices.find(line.key()), callback.gate()::isStillAdmitted))
                .orElseGet(() -> sender.failed("the punch is not in the store"));
        if (Thread.currentThread().isInterrupted()) {
            return false; // The process stops: the next start makes this attempt again.
        }
        return switch (outcome) {
            case Outcome.Acknowledged acknowledged -> acknowledged(head, acknowledged);
            case Outcome.Failed failed -> failed(head, failed, facts.url());
            case Outcome.Withdrawn withdrawn -> true;
        };
    }

    /** An acknowledgement counts also where another process pushes by now. */
    private boolean acknowledged(PunchRef head, Outcome.Acknowledged acknowledged) {
        callback.outbox()
                .add(new RecordLaterDelivery(callback.callback(), new Delivered(head, acknowledged.attempt())));
        callback.gate().note(false);
        return line.acknowledged(head);
    }

    private boolean failed(PunchRef head, Outcome.Failed failed, @Nullable String called) {
        if (callback.gate().lease().isOver()) {
            return false;
        }
        if (line.hold(head)) {
            callback.reportFailure(head, failed, called);
        }
        return false;
    }
}
