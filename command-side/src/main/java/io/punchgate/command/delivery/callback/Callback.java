package io.punchgate.command.delivery.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.delivery.DeliveryEvent;
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
 * A callback: it decides what outcomes mean for the callback's state. Its own state keeps one size however many
 * punches pass; the read side knows which of them are parked.
 */
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "callbackSnapshots",
        commandTargetResolver = "streamTargetResolver")
@Revision("1")
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
public class Callback {

    @AggregateIdentifier
    private @Nullable String stream;

    private CallbackHealth health = new CallbackHealth();

    /** For the framework: a callback without events is open. */
    public Callback() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.RecordDeliveries command) {
        if (isToldAgain(new DeliveryEvent.PunchesDelivered(command.callback(), command.deliveries()))) {
            return CallbackReply.UNCHANGED;
        }
        acknowledged(command.callback(), command.deliveries().getLast().attempt());
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.RecordLaterDelivery command) {
        if (isToldAgain(new DeliveryEvent.PunchDeliveredLater(command.callback(), command.delivery()))) {
            return CallbackReply.UNCHANGED;
        }
        acknowledged(command.callback(), command.delivery().attempt());
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ReportFailedAttempt command) {
        var failed = new DeliveryEvent.DeliveryAttemptFailed(
                command.callback(),
                command.punch(),
                command.attempt(),
                command.verdict(),
                command.retryAfterSeconds(),
                command.jitter());
        if (isToldAgain(failed)) {
            return CallbackReply.UNCHANGED;
        }
        if (command.verdict() != Verdict.UNSUITED) {
            warn(command.callback(), command.attempt());
        }
        if (command.verdict() == Verdict.GONE && health.state() != CallbackState.PAUSED) {
            apply(CallbackEvent.CallbackPaused.byCallback(
                    command.callback(), command.attempt().at()));
        }
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.PlanRetry command) {
        apply(new DeliveryEvent.DeliveryRetryPlanned(
                command.callback(), command.punch(), command.attempts(), command.nextAttemptAt(), command.reason()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ParkDelivery command) {
        if (health.state() == CallbackState.MISCONFIGURED) {
            return CallbackReply.REFUSED_MISCONFIGURED;
        }
        var parked = new DeliveryEvent.DeliveryParked(
                command.callback(),
                command.punch(),
                command.attempts(),
                command.rejected(),
                command.reason(),
                command.at());
        if (isToldAgain(parked)) {
            return CallbackReply.UNCHANGED;
        }
        if (health.isRejectingAll()) {
            String reason = "rejected " + health.rejectedInARow() + " punches in a row, the last: " + command.reason();
            apply(new CallbackEvent.CallbackMisconfigured(command.callback(), reason, command.at()));
        }
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.EndErasedDelivery command) {
        apply(new DeliveryEvent.DeliveryErased(command.callback(), command.punch(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.RequestRedelivery command, PendingPunches pending) {
        if (pending.isPending(command.callback(), command.punch())) {
            beginWithAnEvent(command.callback(), command.at());
            return CallbackReply.REFUSED_PENDING;
        }
        apply(new DeliveryEvent.RedeliveryRequested(command.callback(), command.punch(), command.by(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ReportCallbackFailing command) {
        if (health.state() != CallbackState.OPEN) {
            return CallbackReply.UNCHANGED;
        }
        apply(new CallbackEvent.CallbackFailing(
                command.callback(), command.reason(), command.nextProbeAt(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.PauseCallback command) {
        if (health.isPausedByOperator()) {
            return CallbackReply.UNCHANGED;
        }
        apply(new CallbackEvent.CallbackPaused(command.callback(), command.reason(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ResumeCallback command) {
        if (health.state() == CallbackState.OPEN && health.rejectedInARow() == 0) {
            beginWithAnEvent(command.callback(), command.at());
            return CallbackReply.UNCHANGED;
        }
        apply(new CallbackEvent.CallbackReopened(command.callback(), "resumed", command.at()));
        return CallbackReply.DONE;
    }

    /** Applies the report, unless the same one is stored already: then the push could not know, and tells it again. */
    private boolean isToldAgain(DeliveryEvent report) {
        boolean again = health.reports().hold(report);
        if (!again) {
            apply(report);
        }
        return again;
    }

    /** An aggregate that a command created needs an event: without one it cannot be cached. */
    private void beginWithAnEvent(CallbackId callback, Instant at) {
        if (stream == null) {
            apply(new CallbackEvent.CallbackReopened(callback, "open", at));
        }
    }

    private void acknowledged(CallbackId callback, Attempt attempt) {
        if (health.reopensWhenAcknowledged()) {
            apply(new CallbackEvent.CallbackReopened(callback, "an attempt was acknowledged", attempt.at()));
        }
        warn(callback, attempt);
    }

    private void warn(CallbackId callback, Attempt last) {
        @Nullable DeliveryEvent warning = health.attempts().warning(callback, last);
        if (warning != null) {
            apply(warning);
        }
    }

    @EventSourcingHandler
    void on(DeliveryEvent event) {
        stream = Streams.callback(event.callbackId());
        health.on(event);
    }
}
