package io.punchgate.command.delivery.store;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;

/** A punch and its sequence in the device's stream. */
public record QueuedPunch(long sequence, PunchRecorded punch) {

    /** The reference to this punch. */
    public PunchRef ref() {
        return new PunchRef(punch.punchId(), punch.sn(), sequence);
    }
}
