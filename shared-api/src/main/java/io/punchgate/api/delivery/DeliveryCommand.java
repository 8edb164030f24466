package io.punchgate.api.delivery;

import io.punchgate.api.Streams;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What the push reports, and operators decide, about a customer's callback. */
public sealed interface DeliveryCommand {

    /** Whose callback it is. */
    String customerId();

    /** The aggregate that decides. */
    @TargetAggregateIdentifier
    default String stream() {
        return Streams.callback(customerId());
    }

    /** These punches were acknowledged at their first attempt. */
    record RecordDeliveries(String customerId, List<Delivered> deliveries) implements DeliveryCommand {}

    /** A punch whose earlier attempts failed, or that is sent again on request, was acknowledged. */
    record RecordLaterDelivery(String customerId, Delivered delivery) implements DeliveryCommand {}

    /**
     * An attempt was not acknowledged.
     *
     * @param retryAfterSeconds what the answer asked for, in seconds; null where it did not
     * @param jitter 0 to 1: how much of the jitter the next delay gets
     */
    record ReportFailedAttempt(
            String customerId,
            PunchRef punch,
            Attempt attempt,
            Verdict verdict,
            @Nullable Long retryAfterSeconds,
            double jitter)
            implements DeliveryCommand {}

    /** The saga will try again then. */
    record PlanRetry(String customerId, PunchRef punch, int attempts, Instant nextAttemptAt, String reason)
            implements DeliveryCommand {}

    /**
     * The saga gives up on a punch.
     *
     * @param rejected whether it was rejected, rather than the callback unreachable
     */
    record ParkDelivery(String customerId, PunchRef punch, int attempts, boolean rejected, String reason, Instant at)
            implements DeliveryCommand {}

    /** A person wants a punch sent again. */
    record RequestRedelivery(String customerId, PunchRef punch, String by, Instant at) implements DeliveryCommand {}

    /** The push found that attempts mostly fail. */
    record ReportCallbackFailing(String customerId, String reason, Instant nextProbeAt, Instant at)
            implements DeliveryCommand {}

    /** An operator wants nothing pushed. */
    record PauseCallback(String customerId, String reason, Instant at) implements DeliveryCommand {}

    /** An operator wants pushes again, or the callback was set anew. */
    record ResumeCallback(String customerId, Instant at) implements DeliveryCommand {}

    /** A punch that was acknowledged, and by what attempt. */
    record Delivered(PunchRef punch, Attempt attempt) {}
}
