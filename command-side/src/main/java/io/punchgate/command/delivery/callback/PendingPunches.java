package io.punchgate.command.delivery.callback;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.PunchRef;

/** Tells which punches still wait to be pushed. */
public interface PendingPunches {

    /** Tells whether the punch waits in its device's line, so that sending it again would overtake others. */
    boolean isPending(CallbackId callback, PunchRef punch);
}
