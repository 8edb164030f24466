package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.PausedBy;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceFacts;
import java.util.function.UnaryOperator;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows the log for the facts about devices and callbacks that the push needs, and tells gates of them. */
@Component
@ProcessingGroup("push")
class PushFacts {

    private final ActiveLines active;
    private final RedeliveryLines redeliveries;
    private final PushTableWriter tables;
    private final AbandonedPunches abandoned;

    PushFacts(ActiveLines active, RedeliveryLines redeliveries, PushTableWriter tables, AbandonedPunches abandoned) {
        this.active = active;
        this.redeliveries = redeliveries;
        this.tables = tables;
        this.abandoned = abandoned;
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
        CallbackPush callback = active.callback(event.callbackId());
        CallbackWants wants = event.settings().wants();
        if (!callback.gate().facts().wants().equals(wants)) {
            active.linesOf(event.callbackId()).forEach(line -> {
                line.choose(wants);
                tables.changed(line);
            });
        }
        change(event.callbackId(), facts -> facts.as(event));
        CallbackFacts facts = callback.gate().facts();
        if (facts.state() != CallbackState.OPEN && !facts.pausedByOperator()) {
            callback.outbox().addWithoutWaiting(new ResumeCallback(event.callbackId(), event.at()));
        }
    }

    /** The punches that still waited were never pushed. A callback of that name that is set later begins anew. */
    @EventHandler
    void on(CallbackRemoved event) {
        CallbackPush callback = active.callback(event.callbackId());
        CallbackWants wants = callback.gate().facts().wants();
        active.linesOf(event.callbackId()).forEach(line -> {
            abandoned.keep(line, wants);
            line.abandon();
            active.forget(line.key());
        });
        redeliveries.forget(event.callbackId());
        tables.removed(event.callbackId());
        callback.outbox().addWithoutWaiting(new ResumeCallback(event.callbackId(), event.at()));
        change(event.callbackId(), facts -> CallbackFacts.unknown(event.callbackId()));
    }

    @EventHandler
    void on(SigningSecretIssued event) {
        change(event.callbackId(), facts -> facts.signedWith(event));
    }

    @EventHandler
    void on(CallbackEvent event) {
        change(event.callbackId(), facts -> facts.in(event.stateAfter(), event.pausedBy() == PausedBy.OPERATOR));
    }

    private void know(DeviceFacts device) {
        active.devices().know(device);
        tables.changed(device);
    }

    private void change(CallbackId callback, UnaryOperator<CallbackFacts> change) {
        CallbackPush changed = active.callback(callback);
        changed.gate().become(change);
        tables.changed(changed);
    }
}
