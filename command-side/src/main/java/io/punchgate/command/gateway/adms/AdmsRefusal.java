package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply;

/** Ends a call wherever the gateway finds out that the device may not do what it asks for. */
final class AdmsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DeviceReply.Refusal refusal;

    AdmsRefusal(DeviceReply.Refusal refusal) {
        super("refused", null, false, false);
        this.refusal = refusal;
    }

    /**
     * The same reply, if it is no refusal.
     *
     * @throws AdmsRefusal if it is one
     */
    static DeviceReply admitted(DeviceReply reply) {
        if (reply instanceof DeviceReply.Refused refused) {
            throw new AdmsRefusal(refused.refusal());
        }
        return reply;
    }

    DeviceReply.Refusal refusal() {
        return refusal;
    }
}
