package io.punchgate.command.push.line;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;

/** A punch and its sequence in the device's stream. */
record QueuedPunch(long sequence, PunchRecorded punch) {

    PunchRef ref() {
        return new PunchRef(punch.punchId(), punch.sn(), sequence);
    }
}
