package io.punchgate.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.punchgate.api.device.AdministrationReply;
import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.InstructionAnswered;
import io.punchgate.api.device.DeviceEvent.InstructionSent;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceReport.AnswerInstruction;
import io.punchgate.api.device.DeviceReport.AskConfig;
import io.punchgate.api.device.DeviceReport.AskValidity;
import io.punchgate.api.device.DeviceReport.ConfirmSeen;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceReport.RejectReport;
import io.punchgate.api.device.DeviceReport.ReportHeartbeat;
import io.punchgate.api.device.DeviceReport.ReportOffline;
import io.punchgate.api.device.DeviceReport.TakeInstructions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A device of a customer: it decides what the operator's wishes and, here, the device's reports come to. Which punches are stored
 * already, the {@link PunchLedger} knows.
 */
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "deviceSnapshots",
        commandTargetResolver = "streamTargetResolver")
@Revision("3")
class Device extends AdministeredDevice {

    Device() {}

    /** Here and not with the other wishes of operators: Axon creates the class that it finds this in. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AdministrationReply handle(RegisterDevice command) {
        if (stream != null) {
            return AdministrationReply.ALREADY_EXISTS;
        }
        apply(new DeviceRegistered(
                command.sn(),
                command.settings().customerId(),
                command.settings(),
                command.authTokenHash(),
                command.callbackTokenId(),
                command.admsPathHash(),
                command.at()));
        return AdministrationReply.DONE;
    }

    @CommandHandler
    DeviceReply handle(RecordPunch report, PunchLedger ledger) {
        @Nullable
        Refusal refusal = admission().punchRefusal(report.credential(), report.transport(), report.receivedAt());
        if (refusal != null) {
            return new DeviceReply.Refused(refusal);
        }
        InterpretedPunch punch = InterpretedPunch.interpret(report, settings);
        if (!ledger.add(punch.identity())) {
            return new DeviceReply.Duplicate(see(report));
        }
        apply(punch.event());
        return new DeviceReply.Recorded(report.punchId());
    }

    @CommandHandler
    DeviceReply handle(ReportHeartbeat report) {
        return ifAdmitted(report, () -> new DeviceReply.Seen(see(report)));
    }

    @CommandHandler
    DeviceReply handle(ConfirmSeen report) {
        return ifAdmitted(report, () -> new DeviceReply.Seen(seeAtLeastEvery(Duration.ZERO, report)));
    }

    @CommandHandler
    DeviceReply handle(AskValidity report) {
        return ifAdmitted(report, () -> {
            boolean valid = admission().isSubscribed(report.receivedAt());
            return new DeviceReply.Validity(valid, settings.subscription(), see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(AskConfig report) {
        return ifAdmitted(report, () -> {
            CodeTables codes = CodeTables.of(settings, CodeTable.ATTENDANCE_API);
            return new DeviceReply.Config(settings, codes.states(), codes.inputs(), see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(RejectReport report) {
        return ifAdmitted(report, () -> {
            apply(new ReportRejected(
                    report.sn(),
                    settings.customerId(),
                    report.transport().label(),
                    report.raw(),
                    report.reason(),
                    report.receivedAt()));
            return new DeviceReply.Kept(see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(TakeInstructions report) {
        return ifAdmitted(report, () -> {
            for (String id : instructionQueue.givenUpAt(report.receivedAt())) {
                apply(instructionAnswered(report, id, false, InstructionQueue.UNANSWERED));
            }
            List<InstructionToRun> due = instructionQueue.dueAt(report.receivedAt(), report.max());
            for (InstructionToRun command : due) {
                apply(new InstructionSent(
                        report.sn(),
                        settings.customerId(),
                        command.id(),
                        report.transport().label(),
                        report.answers(),
                        report.receivedAt()));
            }
            return new DeviceReply.Instructions(due, see(report));
        });
    }

    @CommandHandler
    DeviceReply handle(AnswerInstruction report) {
        return ifAdmitted(report, () -> {
            if (instructionQueue.expectsAnswerTo(report.instructionId())) {
                apply(instructionAnswered(report, report.instructionId(), report.done(), report.result()));
            }
            return new DeviceReply.Kept(see(report));
        });
    }

    /** A disabled device may go, too. */
    @CommandHandler
    DeviceReply handle(ReportOffline report) {
        if (admission().refusal(report.credential(), report.transport(), report.receivedAt()) == Refusal.UNAUTHORIZED) {
            return new DeviceReply.Refused(Refusal.UNAUTHORIZED);
        }
        if (lastSeen != null && lastSeen.isEndedBy(report.receivedAt())) {
            apply(new DeviceWentOffline(
                    report.sn(),
                    settings.customerId(),
                    report.receivedAt(),
                    report.transport().label()));
        }
        return new DeviceReply.Seen(null);
    }

    private InstructionAnswered instructionAnswered(
            DeviceReport report, String instructionId, boolean done, @Nullable String result) {
        return new InstructionAnswered(
                report.sn(), settings.customerId(), instructionId, done, result, report.receivedAt());
    }

    private Admission admission() {
        return new Admission(settings, authToken, admsPath);
    }

    private DeviceReply ifAdmitted(DeviceReport report, Supplier<DeviceReply> answer) {
        @Nullable Refusal refusal = admission().refusal(report.credential(), report.transport(), report.receivedAt());
        return refusal != null ? new DeviceReply.Refused(refusal) : answer.get();
    }

    /** Stores that the device is there, or else tells when to confirm it. */
    private @Nullable Instant see(DeviceReport report) {
        return seeAtLeastEvery(Sighting.window(settings.offlineAfterSeconds()), report);
    }

    private @Nullable Instant seeAtLeastEvery(Duration window, DeviceReport report) {
        Instant seenAt = report.receivedAt();
        String transport = report.transport().label();
        if (lastSeen == null || lastSeen.isOutdatedBy(seenAt, transport, window)) {
            apply(new DeviceSeen(report.sn(), settings.customerId(), seenAt, transport));
            return null;
        }
        return seenAt.isAfter(lastSeen.at()) ? lastSeen.at().plus(window) : null;
    }
}
