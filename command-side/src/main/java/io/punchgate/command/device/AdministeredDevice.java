package io.punchgate.command.device;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.punchgate.api.device.AdministrationReply;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceCommand.RotateAdmsPath;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceCommand.RotateCallbackToken;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.InstructionQueued;
import io.punchgate.api.device.DeviceSettings;
import org.axonframework.commandhandling.CommandHandler;

/** A registered device, and what operators do about it. */
abstract class AdministeredDevice extends DeviceState {

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
    AdministrationReply handle(QueueInstruction command) {
        if (instructionQueue.isWaiting(command.instructionId())) {
            return AdministrationReply.DONE;
        }
        if (instructionQueue.isFull()) {
            return AdministrationReply.QUEUE_FULL;
        }
        apply(new InstructionQueued(
                command.sn(),
                settings.customerId(),
                command.instructionId(),
                command.op(),
                command.data(),
                command.at()));
        return AdministrationReply.DONE;
    }
}
