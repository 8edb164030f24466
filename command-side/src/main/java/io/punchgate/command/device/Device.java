package io.punchgate.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.punchgate.api.device.AdministrationReply;
import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceCommand.QueueDeviceCommand;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceCommand.RotateAdmsPath;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceCommand.RotateCallbackToken;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceCommandQueued;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceReport.AskConfig;
import io.punchgate.api.device.DeviceReport.AskValidity;
import io.punchgate.api.device.DeviceReport.ConfirmSeen;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceReport.RejectReport;
import io.punchgate.api.device.DeviceReport.ReportHeartbeat;
import io.punchgate.api.device.DeviceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A device of a customer: it decides what the operator's wishes and the device's reports come to. Which punches are stored
 * already, the {@link PunchLedger} knows.
 */
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "deviceSnapshots",
        commandTargetResolver = "streamTargetResolver")
@Revision("1")
class Device extends DeviceState {

    /** How many commands may wait for one device. */
    static final int COMMANDS_WAITING_MAX = 1_000;

    Device() {}

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
    DeviceSettings handle(ChangeDevice command) {
        DeviceSettings changed = command.patch().applyTo(settings);
        if (!changed.equals(settings)) {
            apply(new DeviceChanged(command.sn(), changed.customerId(), changed, command.at()));
        }
        return changed;
    }

    @CommandHandler
    AdministrationReply handle(RotateAuthToken command) {
        apply(new AuthTokenRotated(
                command.sn(), settings.customerId(), command.authTokenHash(), command.previousUntil(), command.at()));
        return AdministrationReply.DONE;
    }

    @CommandHandler
    AdministrationReply handle(RotateCallbackToken command) {
        apply(new CallbackTokenRotated(command.sn(), settings.customerId(), command.callbackTokenId(), command.at()));
        return AdministrationReply.DONE;
    }

    @CommandHandler
    AdministrationReply handle(RotateAdmsPath command) {
        apply(new AdmsPathRotated(
                command.sn(), settings.customerId(), command.admsPathHash(), command.previousUntil(), command.at()));
        return AdministrationReply.DONE;
    }

    @CommandHandler
    AdministrationReply handle(QueueDeviceCommand command) {
        if (commandsWaiting.contains(command.commandId())) {
            return AdministrationReply.DONE;
        }
        if (commandsWaiting.size() >= COMMANDS_WAITING_MAX) {
            return AdministrationReply.QUEUE_FULL;
        }
        apply(new DeviceCommandQueued(
                command.sn(), settings.customerId(), command.commandId(), command.op(), command.data(), command.at()));
        return AdministrationReply.DONE;
    }

    @CommandHandler
    DeviceReply handle(RecordPunch report, PunchLedger ledger) {
        @Nullable Refusal refusal = admission().punchRefusal(report.credential(), report.receivedAt());
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

    private Admission admission() {
        return new Admission(settings, authToken, admsPath);
    }

    private DeviceReply ifAdmitted(DeviceReport report, Supplier<DeviceReply> answer) {
        @Nullable Refusal refusal = admission().refusal(report.credential(), report.receivedAt());
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
