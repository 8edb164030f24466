package io.punchgate.api.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that puts a callback into another {@link CallbackState}. */
public sealed interface CallbackEvent extends DeliveryEvent {

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

    /** Most attempts fail: one request at a time probes whether the callback is back. */
    @StoredAs(name = "callback-failing")
    record CallbackFailing(String customerId, @Nullable String callback, String reason, Instant nextProbeAt, Instant at)
            implements CallbackEvent {
        public CallbackFailing(CallbackId of, String reason, Instant nextProbeAt, Instant at) {
            this(of.customerId(), of.storedName(), reason, nextProbeAt, at);
        }

        @Override
        public CallbackState stateAfter() {
            return CallbackState.PROBING;
        }

        @Override
        public String closingReason() {
            return reason;
        }

        @Override
        public Instant nextAttemptAt() {
            return nextProbeAt;
        }
    }

    /** The callback rejected three punches in a row: nothing more is parked. */
    @StoredAs(name = "callback-misconfigured")
    record CallbackMisconfigured(
            String customerId, @Nullable String callback, String reason, Instant at) implements CallbackEvent {
        public CallbackMisconfigured(CallbackId of, String reason, Instant at) {
            this(of.customerId(), of.storedName(), reason, at);
        }

        @Override
        public CallbackState stateAfter() {
            return CallbackState.MISCONFIGURED;
        }

        @Override
        public String closingReason() {
            return reason;
        }
    }

    /**
     * Nothing goes out, everything is kept.
     *
     * @param reason tells also who paused: a pause by the callback has one fixed reason, any other is an operator's
     */
    @StoredAs(name = "callback-paused")
    record CallbackPaused(String customerId, @Nullable String callback, String reason, Instant at)
            implements CallbackEvent {
        public CallbackPaused(CallbackId of, String reason, Instant at) {
            this(of.customerId(), of.storedName(), reason, at);
        }

        private static final String REASON_OF_410 = "the callback answered 410 Gone";

        /** The callback itself asked for it, by a 410. */
        public static CallbackPaused byCallback(CallbackId of, Instant at) {
            return new CallbackPaused(of, REASON_OF_410, at);
        }

        @Override
        public CallbackState stateAfter() {
            return CallbackState.PAUSED;
        }

        @Override
        public String closingReason() {
            return reason;
        }

        /** Reads it from the reason, since stored events have no field for it. */
        @Override
        public PausedBy pausedBy() {
            return reason.equals(REASON_OF_410) ? PausedBy.CALLBACK : PausedBy.OPERATOR;
        }
    }

    /**
     * Pushes go out again: an attempt was acknowledged, or an operator said so, or the callback was set anew.
     *
     * @param reason why it was reopened
     */
    @StoredAs(name = "callback-reopened")
    record CallbackReopened(String customerId, @Nullable String callback, String reason, Instant at)
            implements CallbackEvent {
        public CallbackReopened(CallbackId of, String reason, Instant at) {
            this(of.customerId(), of.storedName(), reason, at);
        }

        @Override
        public CallbackState stateAfter() {
            return CallbackState.OPEN;
        }
    }
}
