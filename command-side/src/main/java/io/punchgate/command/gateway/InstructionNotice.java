package io.punchgate.command.gateway;

import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the transports that an instruction waits. Every process hears of every instruction, for the device may be
 * connected to any of them. A missed notice does no harm: a device also asks whenever it connects.
 */
@Component
@ProcessingGroup(InstructionNotice.PROCESSING_GROUP)
public class InstructionNotice {

    /** The processor that follows the log for this. */
    public static final String PROCESSING_GROUP = "device-commands";

    private static final Logger LOG = LoggerFactory.getLogger(InstructionNotice.class);

    private final ObjectProvider<InstructionWaiting> transports;

    InstructionNotice(ObjectProvider<InstructionWaiting> transports) {
        this.transports = transports;
    }

    @EventHandler
    void on(InstructionQueued event) {
        transports.stream().forEach(transport -> tell(transport, event.sn()));
    }

    /** A transport that fails keeps neither the others nor the instructions after this one waiting. */
    private static void tell(InstructionWaiting transport, String sn) {
        try {
            transport.instructionWaiting(sn);
        } catch (RuntimeException e) {
            LOG.warn("An instruction waits, but a transport did not hand it on: the device gets it when it asks", e);
        }
    }
}
