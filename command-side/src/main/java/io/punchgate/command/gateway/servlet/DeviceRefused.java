package io.punchgate.command.gateway.servlet;

import io.punchgate.api.device.DeviceReply;

/** Ends a call of a device that may not do what it asks for, wherever that is found out. */
public final class DeviceRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DeviceReply.Refusal refusal;

    DeviceRefused(DeviceReply.Refusal refusal) {
        super("refused", null, false, false);
        this.refusal = refusal;
    }

    /** The reason. */
    public DeviceReply.Refusal refusal() {
        return refusal;
    }
}
