package io.punchgate.command.delivery.store;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PushedEvent;

/** A punch, or the correction of one, and its sequence in the device's stream. */
public record QueuedPunch(long sequence, PushedEvent event) {

    /** The reference to it. */
    public PunchRef ref() {
        return new PunchRef(event.pushedId(), event.sn(), sequence);
    }
}
