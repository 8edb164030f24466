package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.saga.RetryDispatch;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.PushStore;
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
    private final PushStore store;
    private final PunchReader reader;
    private final PushSender sender;
    private final CommandGateway commands;

    InMemoryRetryDispatch(
            ActiveLines active,
            PushClaim claim,
            PushStore store,
            PunchReader reader,
            PushSender sender,
            CommandGateway commands) {
        this.claim = claim;
        this.store = store;
        this.active = active;
        this.reader = reader;
        this.sender = sender;
        this.commands = commands;
    }

    @Override
    public Admission tryAgain(String customerId, PunchRef punch) {
        if (!active.retried().add(punch.punchId())) {
            return new Admission.Started(false);
        }
        CallbackGate gate = active.customer(customerId).gate();
        Admission admission = gate.reserve();
        if (admission instanceof Admission.Started started) {
            sendAfterCommit(customerId, punch, gate, started.probe());
        } else {
            active.retried().remove(punch.punchId());
        }
        return admission;
    }

    private void sendAfterCommit(String customerId, PunchRef punch, CallbackGate gate, boolean probe) {
        RetryJob job = new RetryJob(punch, active.customer(customerId), active, reader, sender);
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        root.afterCommit(done -> {
            if (probe) {
                gate.runReserved(job);
            } else {
                gate.submit(job);
            }
        });
        root.onRollback(failed -> {
            active.retried().remove(punch.punchId());
            if (probe) {
                gate.release();
            }
        });
    }

    @Override
    public void plan(PlanRetry command) {
        afterCommit(() -> active.customer(command.customerId()).outbox().addWithoutWaiting(command));
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
    public RetryPolicy policy(String customerId) {
        return active.customer(customerId).gate().policy();
    }

    @Override
    public boolean mayPark(String customerId) {
        return active.customer(customerId).gate().mayPark();
    }

    @Override
    public boolean isInLine(String customerId, PunchRef punch) {
        @Nullable DeviceLine line = active.line(new LineKey(customerId, punch.sn()));
        return line != null && line.isPending(punch.sequence());
    }

    /** Asks the table where another process may have taken the claim by now. */
    @Override
    public boolean isPending(String customerId, PunchRef punch) {
        return claim.isHeld()
                ? isInLine(customerId, punch)
                : store.isPending(new LineKey(customerId, punch.sn()), punch.sequence());
    }
}
