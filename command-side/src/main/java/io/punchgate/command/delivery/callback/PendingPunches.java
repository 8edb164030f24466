package io.punchgate.command.delivery.callback;

import io.punchgate.api.delivery.PunchRef;

/** Tells which punches still wait in the lines of their devices. */
public interface PendingPunches {

    /** Tells whether the punch waits in its device's line, so that sending it again would overtake others. */
    boolean isPending(String customerId, PunchRef punch);
}
