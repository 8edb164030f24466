package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.saga.RetryDispatch;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineStore;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.webhook.PushSender;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers the sagas from what the push holds in memory, and acts for them once their unit of work is committed. */
@Component
class InMemoryRetryDispatch implements RetryDispatch {

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryRetryDispatch.class);

    private final ActiveLines active;
    private final PushClaim claim;
    private final LineStore store;
    private final PushTableWriter tables;
    private final PunchReader reader;
    private final PushSender sender;
    private final CommandGateway commands;

    InMemoryRetryDispatch(
            ActiveLines active,
            PushClaim claim,
            LineStore store,
            PushTableWriter tables,
            PunchReader reader,
            PushSender sender,
            CommandGateway commands) {
        this.claim = claim;
        this.store = store;
        this.tables = tables;
        this.active = active;
        this.reader = reader;
        this.sender = sender;
        this.commands = commands;
    }

    @Override
    public Admission tryAgain(CallbackId callback, PunchRef punch) {
        if (!active.retried().add(DeliveryId.of(punch.punchId(), callback))) {
            return new Admission.Started(false);
        }
        CallbackGate gate = active.callback(callback).gate();
        Admission admission = gate.reserve();
        if (admission instanceof Admission.Started started) {
            sendAfterCommit(callback, punch, gate, started.probe());
        } else {
            active.retried().remove(DeliveryId.of(punch.punchId(), callback));
        }
        return admission;
    }

    private void sendAfterCommit(CallbackId callback, PunchRef punch, CallbackGate gate, boolean probe) {
        RetryJob job = new RetryJob(punch, active.callback(callback), active, reader, sender);
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        root.afterCommit(done -> {
            if (probe) {
                gate.runReserved(job);
            } else {
                gate.submit(job);
            }
        });
        root.onRollback(failed -> {
            active.retried().remove(DeliveryId.of(punch.punchId(), callback));
            if (probe) {
                gate.release();
            }
        });
    }

    @Override
    public void plan(PlanRetry command) {
        afterCommit(() -> active.callback(command.callback()).outbox().addWithoutWaiting(command));
    }

    @Override
    public void park(ParkDelivery command) {
        afterCommit(() -> sendOnce(command));
    }

    private static void afterCommit(Runnable task) {
        CurrentUnitOfWork.get().root().afterCommit(done -> task.run());
    }

    private void sendOnce(ParkDelivery command) {
        try {
            var unused = commands.send(command).whenComplete((reply, failure) -> {
                if (failure != null) {
                    LOG.warn("{} is not stored; the saga asks again", command, failure);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("{} is not stored; the saga asks again", command, e);
        }
    }

    @Override
    public RetryPolicy policy(CallbackId callback) {
        return active.callback(callback).gate().policy();
    }

    @Override
    public boolean mayPark(CallbackId callback) {
        return active.callback(callback).gate().mayPark();
    }

    @Override
    public boolean isWaiting(CallbackId callback, PunchRef punch) {
        return isInLine(callback, punch) || tables.isRequested(DeliveryId.of(punch.punchId(), callback));
    }

    private boolean isInLine(CallbackId callback, PunchRef punch) {
        @Nullable DeviceLine line = active.line(new LineKey(callback, punch.sn()));
        return line != null && line.isPending(punch.sequence());
    }

    /** Asks the table where another process may have taken the claim by now. */
    @Override
    public boolean isPending(CallbackId callback, PunchRef punch) {
        return claim.isHeld()
                ? isInLine(callback, punch)
                : store.isPending(new LineKey(callback, punch.sn()), punch.sequence());
    }
}
