package io.punchgate.api.delivery;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes of pushes, and changes of a callback. */
public sealed interface DeliveryEvent extends DomainEvent
        permits DeliveryEvent.PunchesDelivered,
                DeliveryEvent.PunchDeliveredLater,
                DeliveryEvent.DeliveryAttemptFailed,
                DeliveryEvent.DeliveryRetryPlanned,
                DeliveryEvent.DeliveryParked,
                DeliveryEvent.RedeliveryRequested,
                DeliveryEvent.CallbackDegraded,
                DeliveryEvent.CallbackRecovered,
                CallbackEvent {

    /** The callback's customer. */
    String customerId();

    /** These punches were acknowledged at their first attempt. One event tells of many, so that success stays cheap. */
    @StoredAs(name = "punches-delivered")
    record PunchesDelivered(String customerId, List<DeliveryCommand.Delivered> deliveries) implements DeliveryEvent {
        public PunchesDelivered {
            deliveries = List.copyOf(deliveries);
        }
    }

    /** A punch whose earlier attempts failed, or that was sent again on request, was acknowledged. */
    @StoredAs(name = "punch-redelivered")
    record PunchDeliveredLater(String customerId, String sn, String punchId, DeliveryCommand.Delivered delivery)
            implements DeliveryEvent {

        public PunchDeliveredLater(String customerId, DeliveryCommand.Delivered delivery) {
            this(customerId, delivery.punch().sn(), delivery.punch().punchId(), delivery);
        }
    }

    /**
     * An attempt was not acknowledged.
     *
     * @param retryAfterSeconds the delay that the answer asked for, in seconds; null if it asked for none
     * @param jitter 0 to 1: the share of the jitter that the next delay gets
     */
    @StoredAs(name = "delivery-attempt-failed")
    record DeliveryAttemptFailed(
            String customerId,
            String sn,
            String punchId,
            PunchRef punch,
            Attempt attempt,
            Verdict verdict,
            @Nullable Long retryAfterSeconds,
            double jitter)
            implements DeliveryEvent {

        public DeliveryAttemptFailed(
                String customerId,
                PunchRef punch,
                Attempt attempt,
                Verdict verdict,
                @Nullable Long retryAfterSeconds,
                double jitter) {
            this(customerId, punch.sn(), punch.punchId(), punch, attempt, verdict, retryAfterSeconds, jitter);
        }
    }

    /**
     * The next attempt for a punch is planned.
     *
     * @param attempts the number of attempts so far
     */
    @StoredAs(name = "delivery-retry-planned")
    record DeliveryRetryPlanned(
            String customerId, String sn, String punchId, int attempts, Instant nextAttemptAt, String reason)
            implements DeliveryEvent {

        public DeliveryRetryPlanned(
                String customerId, PunchRef punch, int attempts, Instant nextAttemptAt, String reason) {
            this(customerId, punch.sn(), punch.punchId(), attempts, nextAttemptAt, reason);
        }
    }

    /** A punch is tried again on request only; those behind it go on. */
    @StoredAs(name = "delivery-parked")
    record DeliveryParked(
            String customerId,
            String sn,
            String punchId,
            PunchRef punch,
            int attempts,
            boolean rejected,
            String reason,
            Instant at)
            implements DeliveryEvent {

        public DeliveryParked(
                String customerId, PunchRef punch, int attempts, boolean rejected, String reason, Instant at) {
            this(customerId, punch.sn(), punch.punchId(), punch, attempts, rejected, reason, at);
        }
    }

    /** A person requests that a punch is sent again, out of the order of its device. */
    @StoredAs(name = "redelivery-requested")
    record RedeliveryRequested(String customerId, String sn, String punchId, PunchRef punch, String by, Instant at)
            implements DeliveryEvent {

        public RedeliveryRequested(String customerId, PunchRef punch, String by, Instant at) {
            this(customerId, punch.sn(), punch.punchId(), punch, by, at);
        }
    }

    /**
     * A warning: attempts fail or are slow, though not yet so many that the callback is closed.
     *
     * @param reason the number of them, and the outcome of the last
     */
    @StoredAs(name = "callback-degraded")
    record CallbackDegraded(String customerId, String reason, Instant at) implements DeliveryEvent {}

    /** The warning is over: attempts were acknowledged in time for a while. */
    @StoredAs(name = "callback-recovered")
    record CallbackRecovered(String customerId, Instant at) implements DeliveryEvent {}

    /** Most attempts fail: one request at a time probes whether the callback is back. */
    @StoredAs(name = "callback-failing")
    record CallbackFailing(String customerId, String reason, Instant nextProbeAt, Instant at) implements CallbackEvent {
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
    record CallbackMisconfigured(String customerId, String reason, Instant at) implements CallbackEvent {
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
    record CallbackPaused(String customerId, String reason, Instant at) implements CallbackEvent {

        private static final String REASON_OF_410 = "the callback answered 410 Gone";

        /** The callback itself asked for it, by a 410. */
        public static CallbackPaused byCallback(String customerId, Instant at) {
            return new CallbackPaused(customerId, REASON_OF_410, at);
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
    record CallbackReopened(String customerId, String reason, Instant at) implements CallbackEvent {
        @Override
        public CallbackState stateAfter() {
            return CallbackState.OPEN;
        }
    }
}
