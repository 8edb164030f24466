package io.punchgate.api.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes of pushes, and changes of a callback. */
public sealed interface DeliveryEvent extends DomainEvent
        permits DeliveryEvent.PunchesDelivered,
                DeliveryEvent.CallbackDegraded,
                DeliveryEvent.CallbackRecovered,
                OneDeliveryEvent,
                CallbackEvent {

    /** The callback's customer. */
    String customerId();

    /** The {@link CallbackId#storedName} of the callback. */
    @Nullable
    String callback();

    /** The callback that it happened to. */
    default CallbackId callbackId() {
        return CallbackId.stored(customerId(), callback());
    }

    /** The {@link CallbackId#key} of the callback. */
    default String callbackKey() {
        return callbackId().key();
    }

    /** These punches were acknowledged at their first attempt. One event tells of many, so that success stays cheap. */
    @StoredAs(name = "punches-delivered")
    record PunchesDelivered(String customerId, @Nullable String callback, List<DeliveryCommand.Delivered> deliveries)
            implements DeliveryEvent {
        public PunchesDelivered(CallbackId of, List<DeliveryCommand.Delivered> deliveries) {
            this(of.customerId(), of.storedName(), deliveries);
        }

        public PunchesDelivered {
            deliveries = List.copyOf(deliveries);
        }
    }

    /** A punch whose earlier attempts failed, or that was sent again on request, was acknowledged. */
    @StoredAs(name = "punch-redelivered")
    record PunchDeliveredLater(
            String customerId, @Nullable String callback, String sn, String punchId, DeliveryCommand.Delivered delivery)
            implements OneDeliveryEvent.Settlement {

        public PunchDeliveredLater(CallbackId of, DeliveryCommand.Delivered delivery) {
            this(
                    of.customerId(),
                    of.storedName(),
                    delivery.punch().sn(),
                    delivery.punch().punchId(),
                    delivery);
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
            @Nullable String callback,
            String sn,
            String punchId,
            PunchRef punch,
            Attempt attempt,
            Verdict verdict,
            @Nullable Long retryAfterSeconds,
            double jitter)
            implements OneDeliveryEvent {

        public DeliveryAttemptFailed(
                CallbackId of,
                PunchRef punch,
                Attempt attempt,
                Verdict verdict,
                @Nullable Long retryAfterSeconds,
                double jitter) {
            this(
                    of.customerId(),
                    of.storedName(),
                    punch.sn(),
                    punch.punchId(),
                    punch,
                    attempt,
                    verdict,
                    retryAfterSeconds,
                    jitter);
        }
    }

    /**
     * The next attempt for a punch is planned.
     *
     * @param attempts the number of attempts so far
     */
    @StoredAs(name = "delivery-retry-planned")
    record DeliveryRetryPlanned(
            String customerId,
            @Nullable String callback,
            String sn,
            String punchId,
            int attempts,
            Instant nextAttemptAt,
            String reason)
            implements OneDeliveryEvent {

        public DeliveryRetryPlanned(CallbackId of, PunchRef punch, int attempts, Instant nextAttemptAt, String reason) {
            this(of.customerId(), of.storedName(), punch.sn(), punch.punchId(), attempts, nextAttemptAt, reason);
        }
    }

    /** A punch is tried again on request only; those behind it go on. */
    @StoredAs(name = "delivery-parked")
    record DeliveryParked(
            String customerId,
            @Nullable String callback,
            String sn,
            String punchId,
            PunchRef punch,
            int attempts,
            boolean rejected,
            String reason,
            Instant at)
            implements OneDeliveryEvent.Settlement {

        public DeliveryParked(
                CallbackId of, PunchRef punch, int attempts, boolean rejected, String reason, Instant at) {
            this(of.customerId(), of.storedName(), punch.sn(), punch.punchId(), punch, attempts, rejected, reason, at);
        }
    }

    /** A person requests that a punch is sent again, out of the order of its device. */
    @StoredAs(name = "redelivery-requested")
    record RedeliveryRequested(
            String customerId,
            @Nullable String callback,
            String sn,
            String punchId,
            PunchRef punch,
            String by,
            Instant at)
            implements OneDeliveryEvent {

        public RedeliveryRequested(CallbackId of, PunchRef punch, String by, Instant at) {
            this(of.customerId(), of.storedName(), punch.sn(), punch.punchId(), punch, by, at);
        }
    }

    /** The person of a punch was erased before it was acknowledged: it is never sent again; those behind it go on. */
    @StoredAs(name = "delivery-erased")
    record DeliveryErased(
            String customerId, @Nullable String callback, String sn, String punchId, PunchRef punch, Instant at)
            implements OneDeliveryEvent.Settlement {

        public DeliveryErased(CallbackId of, PunchRef punch, Instant at) {
            this(of.customerId(), of.storedName(), punch.sn(), punch.punchId(), punch, at);
        }
    }

    /**
     * A warning: attempts fail or are slow, though not yet so many that the callback is closed.
     *
     * @param reason the number of them, and the outcome of the last
     */
    @StoredAs(name = "callback-degraded")
    record CallbackDegraded(String customerId, @Nullable String callback, String reason, Instant at)
            implements DeliveryEvent {
        public CallbackDegraded(CallbackId of, String reason, Instant at) {
            this(of.customerId(), of.storedName(), reason, at);
        }
    }

    /** The warning is over: attempts were acknowledged in time for a while. */
    @StoredAs(name = "callback-recovered")
    record CallbackRecovered(String customerId, @Nullable String callback, Instant at) implements DeliveryEvent {
        public CallbackRecovered(CallbackId of, Instant at) {
            this(of.customerId(), of.storedName(), at);
        }
    }
}
