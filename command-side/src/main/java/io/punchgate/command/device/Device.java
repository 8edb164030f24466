package io.punchgate.command.device;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand;
import io.punchgate.api.device.DeviceCommand.AdministrationReply;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.InstructionEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A device of a customer. It decides what its operator's commands and its own reports come to, from the values that it
 * holds: small and bounded ones, kept in memory and in snapshots. The {@link PunchLedger} knows the stored punches.
 */
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "deviceSnapshots",
        commandTargetResolver = "streamTargetResolver")
@Revision("3")
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
class Device {

    @AggregateIdentifier
    private @Nullable String stream;

    private DeviceState state;
    private InstructionQueue instructions = new InstructionQueue();

    @SuppressWarnings("NullAway.Init") // Axon applies the registration before it hands over any other message
    Device() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    AdministrationReply handle(DeviceCommand.RegisterDevice command) {
        return stream == null ? done(DeviceState.registration(command)) : AdministrationReply.ALREADY_EXISTS;
    }

    @CommandHandler
    DeviceCommand.ChangeDevice.Answer handle(DeviceCommand.ChangeDevice command) {
        String before = state.customerId();
        state.changes(command).forEach(event -> apply(event));
        return new DeviceCommand.ChangeDevice.Answer(
                state.settings(), !state.customerId().equals(before));
    }

    @CommandHandler
    AdministrationReply handle(DeviceCommand.RotateAuthToken command) {
        return done(new DeviceEvent.AuthTokenRotated(command, state.customerId()));
    }

    @CommandHandler
    AdministrationReply handle(DeviceCommand.RotateCallbackToken command) {
        return done(new DeviceEvent.CallbackTokenRotated(command, state.customerId()));
    }

    @CommandHandler
    AdministrationReply handle(DeviceCommand.RotateAdmsPath command) {
        return done(new DeviceEvent.AdmsPathRotated(command, state.customerId()));
    }

    @CommandHandler
    AdministrationReply handle(DeviceCommand.QueueInstruction command) {
        if (instructions.isFullFor(command.instructionId())) {
            return AdministrationReply.QUEUE_FULL;
        }
        instructions.queue(command, state.customerId()).ifPresent(event -> apply(event));
        return AdministrationReply.DONE;
    }

    @CommandHandler
    PunchCorrected handle(DeviceCommand.CorrectPunch command) {
        PunchCorrected corrected = PunchCorrection.of(command, state.settings());
        apply(corrected);
        return corrected;
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.RecordPunch report, PunchLedger ledger) {
        DeviceReply.@Nullable Refusal refusal = state.admission().punchRefusal(report);
        if (refusal != null) {
            return new DeviceReply.Refused(refusal);
        }
        InterpretedPunch punch = InterpretedPunch.interpret(report, state.settings());
        if (!ledger.add(punch.identity())) {
            return new DeviceReply.Duplicate(see(report));
        }
        apply(punch.event());
        return new DeviceReply.Recorded(report.punchId());
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.ReportHeartbeat report) {
        return ifAdmitted(report, () -> new DeviceReply.Seen(see(report)));
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.ConfirmSeen report) {
        return ifAdmitted(report, () -> new DeviceReply.Seen(see(report)));
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.AskValidity report) {
        boolean valid = state.admission().isSubscribed(report.receivedAt());
        return ifAdmitted(
                report, () -> new DeviceReply.Validity(valid, state.settings().subscription(), see(report)));
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.AskConfig report) {
        return ifAdmitted(report, () -> new DeviceReply.Config(state.settings(), see(report)));
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.RejectReport report) {
        return ifAdmitted(report, () -> {
            state.rejection(report).ifPresentOrElse(event -> apply(event), () -> state = state.without(report));
            return new DeviceReply.Kept(see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.TakeInstructions report) {
        return ifAdmitted(report, () -> {
            InstructionQueue.Taken taken = instructions.take(report, state.customerId());
            taken.events().forEach(event -> apply(event));
            return new DeviceReply.Instructions(taken.instructions(), see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.AnswerInstruction report) {
        return ifAdmitted(report, () -> {
            instructions.answer(report, state.customerId()).ifPresent(event -> apply(event));
            return new DeviceReply.Kept(see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.ReportOnline report) {
        return ifAdmitted(report, () -> new DeviceReply.Seen(see(report)));
    }

    @CommandHandler
    DeviceReply handle(DeviceReport.OpenSession report) {
        return ifAdmitted(report, () -> new DeviceReply.Seen(see(report)));
    }

    /** A disabled device goes offline like any other. */
    @CommandHandler
    DeviceReply handle(DeviceReport.ReportOffline report) {
        if (state.admission().refusal(report) == DeviceReply.Refusal.UNAUTHORIZED) {
            return new DeviceReply.Refused(DeviceReply.Refusal.UNAUTHORIZED);
        }
        state.departure(report).ifPresent(event -> apply(event));
        return new DeviceReply.Seen(null);
    }

    @EventSourcingHandler
    void on(DeviceEvent event) {
        switch (event) {
            case DeviceEvent.DeviceRegistered registered -> {
                stream = Streams.device(registered.sn());
                state = DeviceState.of(registered);
            }
            case DeviceEvent.DeviceChanged changed -> state = state.with(changed.settings());
            case DeviceEvent.AuthTokenRotated rotated -> state = state.with(rotated);
            case DeviceEvent.AdmsPathRotated rotated -> state = state.with(rotated);
            case DeviceEvent.CallbackTokenRotated rotated -> {}
            case InstructionEvent told -> instructions.follow(told);
            case DeviceEvent.ReportRejected rejected -> state = state.with(rejected);
            case DeviceEvent.PunchRecorded punch -> state = state.with(punch);
            case PunchCorrected corrected -> {}
            case DeviceEvent.DeviceSeen seen -> state = state.with(seen);
            case DeviceEvent.DeviceWentOffline gone -> state = state.with(gone);
        }
    }

    private static AdministrationReply done(DeviceEvent event) {
        apply(event);
        return AdministrationReply.DONE;
    }

    private DeviceReply ifAdmitted(DeviceReport report, Supplier<DeviceReply> answer) {
        DeviceReply.@Nullable Refusal refusal = state.admission().refusal(report);
        return refusal != null ? new DeviceReply.Refused(refusal) : answer.get();
    }

    /** Stores a sighting that is worth an event, or returns when to confirm it. */
    private @Nullable Instant see(DeviceReport report) {
        state.sighting(report).ifPresent(event -> apply(event));
        return state.confirmAt(report);
    }
}
