package io.punchgate.command.delivery.line;

import static io.punchgate.command.delivery.store.UnsentPunch.Status.ERASED;
import static io.punchgate.command.delivery.store.UnsentPunch.Status.PARKED;
import static io.punchgate.command.delivery.store.UnsentPunch.Status.REQUESTED;
import static io.punchgate.command.delivery.store.UnsentPunch.Status.SENT;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.log.deadletter.DeadLetterGroup;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows the log: it hands punches to their lines, and tells lines of outcomes. It never waits for a customer. */
@Component
@ProcessingGroup("push")
class PushDispatcher {

    private final ActiveLines active;
    private final PushTableWriter tables;

    PushDispatcher(ActiveLines active, PushTableWriter tables) {
        this.active = active;
        this.tables = tables;
    }

    /** A punch goes to each callback that wants it now; one that none wants is pushed on request only. */
    @EventHandler
    void on(PunchRecorded event, @SequenceNumber long sequence) {
        if (!push(event, sequence)) {
            tables.changed(
                    UnsentPunch.unwanted(event.customerId(), new PunchRef(event.punchId(), event.sn(), sequence)));
        }
    }

    /** A correction goes to each callback that wants it now, behind its punch. One that none wants is never pushed. */
    @EventHandler
    void on(PunchCorrected event, @SequenceNumber long sequence) {
        boolean ignored = push(event, sequence);
    }

    /** Returns whether any callback wants it. */
    private boolean push(PushedEvent event, long sequence) {
        boolean wanted = false;
        for (CallbackPush callback : active.callbacksOf(event.customerId())) {
            LineKey key = new LineKey(callback.callback(), event.sn());
            if (!callback.gate().facts().wants(event)) {
                leave(key, sequence);
            } else if (DeadLetterGroup.handlesAgain()) {
                wanted = true;
                sendAfterAll(callback, key, new PunchRef(event.pushedId(), event.sn(), sequence), event.recordedAt());
            } else {
                wanted = true;
                hand(key, new QueuedPunch(sequence, event));
            }
        }
        return wanted;
    }

    private void hand(LineKey key, QueuedPunch punch) {
        DeviceLine line = active.line(key, punch.sequence());
        line.hand(punch);
        tables.changed(line);
        active.push(line);
    }

    private void leave(LineKey key, long sequence) {
        @Nullable DeviceLine line = active.line(key);
        if (line != null && line.leave(sequence)) {
            tables.changed(line);
        }
    }

    /** A punch that was set aside: its line, which may have gone on, never goes back. */
    private void sendAfterAll(CallbackPush callback, LineKey key, PunchRef punch, Instant recordedAt) {
        @Nullable DeviceLine line = active.line(key);
        if (line != null && line.isPending(punch.sequence())) {
            throw new IllegalStateException(
                    "later punches of its device are under way: ask again once they are through");
        }
        callback.outbox().addWithoutWaiting(new RequestRedelivery(key.callback(), punch, "operator", recordedAt));
    }

    /** A callback that is no more has no lines: what it acknowledged last is no longer kept as never pushed. */
    @EventHandler
    void on(PunchesDelivered event) {
        event.deliveries()
                .forEach(d -> settle(
                        event.callbackId(),
                        d.punch(),
                        line -> line.recordSettled(
                                d.punch().sequence(), d.punch().punchId())));
        if (active.callback(event.callbackId()).gate().facts().settings() == null) {
            event.deliveries().forEach(d -> tables.changed(new UnsentPunch(event.callbackId(), d.punch(), SENT)));
        }
    }

    @EventHandler
    void on(DeliveryAttemptFailed event) {
        active.retried().remove(event.deliveryId());
        @Nullable Long asked = event.retryAfterSeconds();
        if (asked != null) {
            Instant until = event.attempt().endedAt().plus(RetryPolicy.asked(asked));
            CallbackPush callback = active.callback(event.callbackId());
            callback.gate().become(facts -> facts.leftAloneUntil(until));
            tables.changed(callback);
        }
        settle(
                event.callbackId(),
                event.punch(),
                line -> line.recordFailed(event.punch().sequence(), event.punchId()));
    }

    @EventHandler
    void on(PunchDeliveredLater event) {
        active.retried().remove(event.deliveryId());
        PunchRef punch = event.delivery().punch();
        settled(event.callbackId(), punch);
        tables.changed(new UnsentPunch(event.callbackId(), punch, SENT));
    }

    /** A punch that still waits in its line is sent from there. */
    @EventHandler
    void on(RedeliveryRequested event) {
        @Nullable DeviceLine line = active.line(new LineKey(event.callbackId(), event.sn()));
        if (line != null && line.isPending(event.punch().sequence())) {
            return;
        }
        tables.wanted(event.punchId());
        tables.changed(new UnsentPunch(event.callbackId(), event.punch(), REQUESTED));
    }

    @EventHandler
    void on(DeliveryParked event) {
        settled(event.callbackId(), event.punch());
        tables.changed(new UnsentPunch(event.callbackId(), event.punch(), PARKED));
    }

    /** Those behind it go on. */
    @EventHandler
    void on(DeliveryErased event) {
        active.retried().remove(event.deliveryId());
        settled(event.callbackId(), event.punch());
        tables.changed(new UnsentPunch(event.callbackId(), event.punch(), ERASED));
    }

    private void settled(CallbackId callback, PunchRef punch) {
        settle(callback, punch, line -> line.recordSettled(punch.sequence(), punch.punchId()));
    }

    /** A punch without a line was sent again on request: no line waits for it. */
    private void settle(CallbackId callback, PunchRef punch, Consumer<DeviceLine> change) {
        @Nullable DeviceLine line = active.line(new LineKey(callback, punch.sn()));
        if (line != null) {
            change.accept(line);
            tables.changed(line);
            active.push(line);
        }
    }
}
