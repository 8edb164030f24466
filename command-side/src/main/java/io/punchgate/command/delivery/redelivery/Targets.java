package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.log.read.LoggedPunch;
import java.util.List;

/** Decides where a punch goes if it is pushed again. */
record Targets(CallbackHistory history) {

    boolean isSet(CallbackId callback) {
        return history.now().contains(callback);
    }

    /**
     * The callbacks that a delivery goes to which no line makes. What was parked goes to its own callback. A punch that no
     * callback wanted goes to each that wants it now. What the removal of a callback left goes to the callback of its name, or
     * else to those that were set later and want it: the others had it.
     */
    List<CallbackId> of(UnsentPunch unsent, LoggedPunch punch) {
        if (unsent.callback() == null) {
            return history.now().stream()
                    .filter(callback -> history.wantsNow(callback, punch))
                    .toList();
        }
        CallbackId own = new CallbackId(unsent.customerId(), unsent.callback());
        if (isSet(own)) {
            return List.of(own);
        }
        return history.now().stream()
                .filter(callback -> history.wantsNow(callback, punch) && history.isLaterThan(callback, punch))
                .toList();
    }

    /**
     * Tells whether the callback got a punch that no table says anything of: it wanted it when it was recorded, or, where none
     * did, it was asked for by somebody since and the callback wants it. A correction that none wanted is never pushed.
     */
    boolean delivered(CallbackId callback, LoggedPunch punch) {
        return history.wanted(callback, punch)
                || (!punch.correction() && history.wantsNow(callback, punch) && !history.wantedByAny(punch));
    }
}
