package io.punchgate.command.gateway.tcp;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;

/** Answers no punch until told to; the rest it passes on to the devices. */
final class HeldInstructions extends SimpleCommandBus {

    private final CommandGateway devices;
    private final Deque<Runnable> held = new ArrayDeque<>();

    HeldInstructions(CommandGateway devices) {
        super(SimpleCommandBus.builder());
        this.devices = devices;
    }

    CommandGateway gateway() {
        CommandBus bus = this;
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    synchronized int size() {
        return held.size();
    }

    /** Lets that many of the oldest go. */
    synchronized void release(int punches) {
        for (int i = 0; i < punches; i++) {
            held.remove().run();
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    protected synchronized <C, R> void doDispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (command.getPayload() instanceof RecordPunch punch) {
            held.add(() ->
                    callback.onResult(command, asCommandResultMessage((R) new DeviceReply.Recorded(punch.punchId()))));
        } else {
            R reply = (R) devices.sendAndWait(command.getPayload());
            callback.onResult(command, asCommandResultMessage(reply));
        }
    }
}
