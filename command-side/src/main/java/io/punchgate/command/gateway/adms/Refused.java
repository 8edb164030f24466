package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply;

/** The device may not do what it asks for. Thrown through the gateway alone, to end a call wherever it is found out. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DeviceReply.Refusal refusal;

    Refused(DeviceReply.Refusal refusal) {
        super("refused", null, false, false);
        this.refusal = refusal;
    }

    DeviceReply.Refusal refusal() {
        return refusal;
    }
}
