package io.punchgate.command.delivery.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.Streams;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's callback as it fares. Its state stays of one size however many punches pass: which of them are parked is
 * the read side's to know.
 */
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "callbackSnapshots",
        commandTargetResolver = "streamTargetResolver")
@Revision("1")
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
public class Callback {

    /** That many punches parked as rejected in a row, and it is the callback that is wrong, not the punches. */
    static final int REJECTED_IN_A_ROW_MAX = 3;

    @AggregateIdentifier
    private @Nullable String stream;

    private CallbackHealth health = new CallbackHealth();

    /** For the framework: a callback of which nothing is known yet is open. */
    public Callback() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply record(DeliveryCommand.RecordDeliveries command) {
        apply(new DeliveryEvent.PunchesDelivered(command.customerId(), command.deliveries()));
        acknowledged(command.customerId(), command.deliveries().getLast().attempt());
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply record(DeliveryCommand.RecordLaterDelivery command) {
        PunchRef punch = command.delivery().punch();
        apply(new DeliveryEvent.PunchDeliveredLater(
                command.customerId(), punch.sn(), punch.punchId(), command.delivery()));
        acknowledged(command.customerId(), command.delivery().attempt());
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply report(DeliveryCommand.ReportFailedAttempt command) {
        PunchRef punch = command.punch();
        apply(new DeliveryEvent.DeliveryAttemptFailed(
                command.customerId(),
                punch.sn(),
                punch.punchId(),
                punch,
                command.attempt(),
                command.verdict(),
                command.retryAfterSeconds(),
                command.jitter()));
        warn(command.customerId(), command.attempt());
        if (command.verdict() == Verdict.GONE && health.state() != CallbackState.PAUSED) {
            apply(CallbackPaused.byCallback(
                    command.customerId(), command.attempt().at()));
        }
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply plan(DeliveryCommand.PlanRetry command) {
        PunchRef punch = command.punch();
        apply(new DeliveryEvent.DeliveryRetryPlanned(
                command.customerId(),
                punch.sn(),
                punch.punchId(),
                command.attempts(),
                command.nextAttemptAt(),
                command.reason()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply park(DeliveryCommand.ParkDelivery command) {
        if (health.state() == CallbackState.MISCONFIGURED) {
            return CallbackReply.REFUSED_MISCONFIGURED;
        }
        PunchRef punch = command.punch();
        apply(new DeliveryParked(
                command.customerId(),
                punch.sn(),
                punch.punchId(),
                punch,
                command.attempts(),
                command.rejected(),
                command.reason(),
                command.at()));
        if (health.rejectedInARow() >= REJECTED_IN_A_ROW_MAX && health.state() != CallbackState.PAUSED) {
            String reason = "rejected " + health.rejectedInARow() + " punches in a row, the last: " + command.reason();
            apply(new DeliveryEvent.CallbackMisconfigured(command.customerId(), reason, command.at()));
        }
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply redeliver(DeliveryCommand.RequestRedelivery command, PendingPunches pending) {
        PunchRef punch = command.punch();
        if (pending.isPending(command.customerId(), punch)) {
            beginWithAnEvent(command.customerId(), command.at());
            return CallbackReply.REFUSED_PENDING;
        }
        apply(new DeliveryEvent.RedeliveryRequested(
                command.customerId(), punch.sn(), punch.punchId(), punch, command.by(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply report(DeliveryCommand.ReportCallbackFailing command) {
        if (health.state() != CallbackState.OPEN) {
            return CallbackReply.UNCHANGED;
        }
        apply(new DeliveryEvent.CallbackFailing(
                command.customerId(), command.reason(), command.nextProbeAt(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply pause(DeliveryCommand.PauseCallback command) {
        if (health.isPausedByOperator()) {
            return CallbackReply.UNCHANGED;
        }
        apply(new CallbackPaused(command.customerId(), command.reason(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply resume(DeliveryCommand.ResumeCallback command) {
        if (health.state() == CallbackState.OPEN) {
            beginWithAnEvent(command.customerId(), command.at());
            return CallbackReply.UNCHANGED;
        }
        apply(new CallbackReopened(command.customerId(), "resumed", command.at()));
        return CallbackReply.DONE;
    }

    /** An aggregate that a command created must not stay without an event: it could not be cached. */
    private void beginWithAnEvent(String customerId, Instant at) {
        if (stream == null) {
            apply(new CallbackReopened(customerId, "open", at));
        }
    }

    /** An answer on its way when an operator paused must not undo the pause. */
    private void acknowledged(String customerId, Attempt attempt) {
        if (health.state() != CallbackState.OPEN && !health.isPausedByOperator()) {
            apply(new CallbackReopened(customerId, "an attempt was acknowledged", attempt.at()));
        }
        warn(customerId, attempt);
    }

    private void warn(String customerId, Attempt last) {
        @Nullable DeliveryEvent news = health.trouble().news(customerId, last);
        if (news != null) {
            apply(news);
        }
    }

    @EventSourcingHandler
    void on(DeliveryEvent event) {
        stream = Streams.callback(event.customerId());
        health.on(event);
    }
}
