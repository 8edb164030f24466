package io.punchgate.command.gateway;

/** A transport that keeps its devices connected, and hands an instruction to one without being asked. */
public interface InstructionWaiting {

    /**
     * An instruction was queued for the device of that serial number. The transport takes it from the inbox if the
     * device is connected to it. Returns at once: the caller follows the event log and must not wait.
     */
    void instructionWaiting(String sn);
}
