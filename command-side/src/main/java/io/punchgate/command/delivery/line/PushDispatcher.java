package io.punchgate.command.delivery.line;

import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PausedBy;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.log.deadletter.DeadLetterGroup;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows the log: it hands punches to their lines, and tells lines and gates of events. It never waits for a customer. */
@Component
@ProcessingGroup("push")
class PushDispatcher {

    private final ActiveLines active;
    private final PushTableWriter tables;

    PushDispatcher(ActiveLines active, PushTableWriter tables) {
        this.active = active;
        this.tables = tables;
    }

    /** A punch recorded while its customer has no callback is pushed on request only. */
    @EventHandler
    void on(PunchRecorded event, @SequenceNumber long sequence) {
        if (active.customer(event.customerId()).gate().facts().url() == null) {
            PunchRef punch = new PunchRef(event.punchId(), event.sn(), sequence);
            tables.changed(new UnsentPunch(event.customerId(), punch, UnsentPunch.Status.NEVER));
            return;
        }
        if (DeadLetterGroup.handlesAgain()) {
            sendAfterAll(event, new PunchRef(event.punchId(), event.sn(), sequence));
            return;
        }
        DeviceLine line = active.line(new LineKey(event.customerId(), event.sn()), sequence);
        line.hand(new QueuedPunch(sequence, event));
        tables.changed(line);
        active.push(line);
    }

    /** A punch that was set aside: its line, which may have gone on, never goes back. */
    private void sendAfterAll(PunchRecorded event, PunchRef punch) {
        @Nullable DeviceLine line = active.line(new LineKey(event.customerId(), event.sn()));
        if (line != null && line.isPending(punch.sequence())) {
            throw new IllegalStateException(
                    "later punches of its device are under way: ask again once they are through");
        }
        CustomerPush customer = active.customer(event.customerId());
        customer.outbox()
                .addWithoutWaiting(new RequestRedelivery(event.customerId(), punch, "operator", event.recordedAt()));
    }

    @EventHandler
    void on(DeviceRegistered event) {
        know(new DeviceFacts(event.sn(), event.customerId(), event.settings().serviceTagId(), event.callbackTokenId()));
    }

    @EventHandler
    void on(DeviceChanged event) {
        @Nullable DeviceFacts before = active.devices().find(event.sn());
        String token = before == null ? "" : before.callbackTokenId();
        if (before != null && !before.customerId().equals(event.customerId())) {
            active.devices().knowFormer(before);
            tables.changedHands(before);
        }
        know(new DeviceFacts(event.sn(), event.customerId(), event.settings().serviceTagId(), token));
    }

    @EventHandler
    void on(CallbackTokenRotated event) {
        @Nullable DeviceFacts before = active.devices().find(event.sn());
        String tag = before == null ? "" : before.serviceTagId();
        know(new DeviceFacts(event.sn(), event.customerId(), tag, event.callbackTokenId()));
    }

    /** A callback set anew is reopened, unless an operator paused it: only an operator resumes it. */
    @EventHandler
    void on(CallbackSet event) {
        change(event.customerId(), facts -> facts.as(event));
        CustomerPush customer = active.customer(event.customerId());
        CallbackFacts facts = customer.gate().facts();
        if (facts.state() != CallbackState.OPEN && !facts.pausedByOperator()) {
            customer.outbox().addWithoutWaiting(new ResumeCallback(event.customerId(), event.at()));
        }
    }

    @EventHandler
    void on(SigningSecretIssued event) {
        change(event.customerId(), facts -> facts.signedWith(event.signingSecretId(), event.previousUntil()));
    }

    @EventHandler
    void on(PunchesDelivered event) {
        event.deliveries()
                .forEach(d -> settle(
                        event.customerId(),
                        d.punch(),
                        line -> line.recordDelivered(
                                d.punch().sequence(), d.punch().punchId())));
    }

    @EventHandler
    void on(DeliveryAttemptFailed event) {
        active.retried().remove(event.punchId());
        @Nullable Long asked = event.retryAfterSeconds();
        if (asked != null) {
            Instant until = event.attempt().endedAt().plus(RetryPolicy.asked(asked));
            change(event.customerId(), facts -> facts.leftAloneUntil(until));
        }
        settle(
                event.customerId(),
                event.punch(),
                line -> line.recordFailed(event.punch().sequence(), event.punchId()));
    }

    @EventHandler
    void on(PunchDeliveredLater event) {
        active.retried().remove(event.punchId());
        PunchRef punch = event.delivery().punch();
        settled(event.customerId(), punch);
        tables.changed(new UnsentPunch(event.customerId(), punch, UnsentPunch.Status.SENT));
    }

    /** A punch that still waits in its line is sent from there. */
    @EventHandler
    void on(RedeliveryRequested event) {
        @Nullable DeviceLine line = active.line(new LineKey(event.customerId(), event.sn()));
        if (line != null && line.isPending(event.punch().sequence())) {
            return;
        }
        tables.changed(new UnsentPunch(event.customerId(), event.punch(), UnsentPunch.Status.REQUESTED));
    }

    @EventHandler
    void on(DeliveryParked event) {
        settled(event.customerId(), event.punch());
        tables.changed(new UnsentPunch(event.customerId(), event.punch(), UnsentPunch.Status.PARKED));
    }

    @EventHandler
    void on(CallbackEvent event) {
        change(event.customerId(), facts -> facts.in(event.stateAfter(), event.pausedBy() == PausedBy.OPERATOR));
    }

    private void settled(String customerId, PunchRef punch) {
        settle(customerId, punch, line -> line.recordSettled(punch.sequence(), punch.punchId()));
    }

    /** A punch without a line was sent again on request: no line waits for it. */
    private void settle(String customerId, PunchRef punch, Consumer<DeviceLine> change) {
        @Nullable DeviceLine line = active.line(new LineKey(customerId, punch.sn()));
        if (line != null) {
            change.accept(line);
            tables.changed(line);
            active.push(line);
        }
    }

    private void know(DeviceFacts device) {
        active.devices().know(device);
        tables.changed(device);
    }

    private void change(String customerId, UnaryOperator<CallbackFacts> change) {
        CustomerPush customer = active.customer(customerId);
        customer.gate().become(change);
        tables.changed(customer);
    }
}
