package io.punchgate.command.delivery.store;

import io.punchgate.api.CallbackId;

/** Identifies a line: a device's punches for one callback. A device that changes hands gets other lines. */
public record LineKey(CallbackId callback, String sn) {

    /** The customer of the callback. */
    public String customerId() {
        return callback.customerId();
    }
}
