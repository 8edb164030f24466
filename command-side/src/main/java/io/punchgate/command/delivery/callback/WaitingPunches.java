package io.punchgate.command.delivery.callback;

import io.punchgate.api.CallbackId;

/** Tells operators what a callback's removal would lose. */
public interface WaitingPunches {

    /** Tells whether the callback is set, as far as the push has taken in the events. */
    boolean isSet(CallbackId callback);

    /** Tells whether anything of the callback is pending or parked, as far as the push has taken in the events. */
    boolean isAnyWaiting(CallbackId callback);
}
