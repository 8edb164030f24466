package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.command.delivery.callback.WaitingPunches;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.store.CallbackStore;
import io.punchgate.command.delivery.store.LineStore;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Reads the push's own tables, once they have taken in what was recorded before. */
@Component
class StoredWaitingPunches implements WaitingPunches {

    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PushProgress progress;
    private final CallbackStore callbacks;
    private final LineStore lines;
    private final UnsentStore unsent;

    StoredWaitingPunches(PushProgress progress, CallbackStore callbacks, LineStore lines, UnsentStore unsent) {
        this.progress = progress;
        this.callbacks = callbacks;
        this.lines = lines;
        this.unsent = unsent;
    }

    @Override
    public boolean isSet(CallbackId callback) {
        catchUp();
        return callbacks.find(callback).settings() != null;
    }

    @Override
    public boolean isAnyWaiting(CallbackId callback) {
        catchUp();
        return lines.isAnyPending(callback) || unsent.isAnyWaiting(callback);
    }

    /** Without it an operator could be told that nothing is lost while something is. */
    private void catchUp() {
        if (!progress.await(CATCH_UP_MAX)) {
            throw Problem.unavailable(RETRY_AFTER);
        }
    }
}
