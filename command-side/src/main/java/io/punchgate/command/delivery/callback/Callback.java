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
 * A customer's callback: it decides what outcomes mean for the callback's state. Its own state keeps one size however many
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
        if (isToldAgain(new DeliveryEvent.PunchesDelivered(command.customerId(), command.deliveries()))) {
            return CallbackReply.UNCHANGED;
        }
        acknowledged(command.customerId(), command.deliveries().getLast().attempt());
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.RecordLaterDelivery command) {
        if (isToldAgain(new DeliveryEvent.PunchDeliveredLater(command.customerId(), command.delivery()))) {
            return CallbackReply.UNCHANGED;
        }
        acknowledged(command.customerId(), command.delivery().attempt());
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ReportFailedAttempt command) {
        var failed = new DeliveryEvent.DeliveryAttemptFailed(
                command.customerId(),
                command.punch(),
                command.attempt(),
                command.verdict(),
                command.retryAfterSeconds(),
                command.jitter());
        if (isToldAgain(failed)) {
            return CallbackReply.UNCHANGED;
        }
        warn(command.customerId(), command.attempt());
        if (command.verdict() == Verdict.GONE && health.state() != CallbackState.PAUSED) {
            apply(DeliveryEvent.CallbackPaused.byCallback(
                    command.customerId(), command.attempt().at()));
        }
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.PlanRetry command) {
        apply(new DeliveryEvent.DeliveryRetryPlanned(
                command.customerId(), command.punch(), command.attempts(), command.nextAttemptAt(), command.reason()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ParkDelivery command) {
        if (health.state() == CallbackState.MISCONFIGURED) {
            return CallbackReply.REFUSED_MISCONFIGURED;
        }
        var parked = new DeliveryEvent.DeliveryParked(
                command.customerId(),
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
            apply(new DeliveryEvent.CallbackMisconfigured(command.customerId(), reason, command.at()));
        }
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.RequestRedelivery command, PendingPunches pending) {
        if (pending.isPending(command.customerId(), command.punch())) {
            beginWithAnEvent(command.customerId(), command.at());
            return CallbackReply.REFUSED_PENDING;
        }
        apply(new DeliveryEvent.RedeliveryRequested(command.customerId(), command.punch(), command.by(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ReportCallbackFailing command) {
        if (health.state() != CallbackState.OPEN) {
            return CallbackReply.UNCHANGED;
        }
        apply(new DeliveryEvent.CallbackFailing(
                command.customerId(), command.reason(), command.nextProbeAt(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.PauseCallback command) {
        if (health.isPausedByOperator()) {
            return CallbackReply.UNCHANGED;
        }
        apply(new DeliveryEvent.CallbackPaused(command.customerId(), command.reason(), command.at()));
        return CallbackReply.DONE;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CallbackReply handle(DeliveryCommand.ResumeCallback command) {
        if (health.state() == CallbackState.OPEN) {
            beginWithAnEvent(command.customerId(), command.at());
            return CallbackReply.UNCHANGED;
        }
        apply(new DeliveryEvent.CallbackReopened(command.customerId(), "resumed", command.at()));
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
    private void beginWithAnEvent(String customerId, Instant at) {
        if (stream == null) {
            apply(new DeliveryEvent.CallbackReopened(customerId, "open", at));
        }
    }

    private void acknowledged(String customerId, Attempt attempt) {
        if (health.reopensWhenAcknowledged()) {
            apply(new DeliveryEvent.CallbackReopened(customerId, "an attempt was acknowledged", attempt.at()));
        }
        warn(customerId, attempt);
    }

    private void warn(String customerId, Attempt last) {
        @Nullable DeliveryEvent warning = health.attempts().warning(customerId, last);
        if (warning != null) {
            apply(warning);
        }
    }

    @EventSourcingHandler
    void on(DeliveryEvent event) {
        stream = Streams.callback(event.customerId());
        health.on(event);
    }
}
