package io.punchgate.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that puts a callback into another {@link CallbackState}. */
public sealed interface CallbackEvent extends DeliveryEvent
        permits DeliveryEvent.CallbackFailing,
                DeliveryEvent.CallbackMisconfigured,
                DeliveryEvent.CallbackPaused,
                DeliveryEvent.CallbackReopened {

    /** The state of the callback from now on. */
    CallbackState stateAfter();

    /** The reason why pushes are held up from now on; null if they are not. */
    default @Nullable String closingReason() {
        return null;
    }

    /** The time of the next attempt, as far as this event plans one; null if it plans none. */
    default @Nullable Instant nextAttemptAt() {
        return null;
    }

    /** Tells who paused the callback; null if it is not paused. */
    default @Nullable PausedBy pausedBy() {
        return null;
    }
}
