package io.punchgate.command.delivery.callback;

import io.punchgate.api.delivery.PunchRef;

/** Knows which punches are still to be pushed of themselves: their lines hold them. */
public interface PendingPunches {

    /** Whether the punch still waits in its device's line, so that sending it again would overtake others. */
    boolean isPending(String customerId, PunchRef punch);
}
