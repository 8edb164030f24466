package io.punchgate.api.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Reports of the push, and decisions of operators, about a callback. */
public sealed interface DeliveryCommand {

    /** The callback that is reported or decided about. */
    CallbackId callback();

    /** The aggregate that decides. */
    @TargetAggregateIdentifier
    default String stream() {
        return Streams.callback(callback());
    }

    /** These punches were acknowledged at their first attempt. */
    record RecordDeliveries(CallbackId callback, List<Delivered> deliveries) implements DeliveryCommand {}

    /** A punch whose earlier attempts failed, or that is sent again on request, was acknowledged. */
    record RecordLaterDelivery(CallbackId callback, Delivered delivery) implements DeliveryCommand {}

    /**
     * An attempt was not acknowledged.
     *
     * @param retryAfterSeconds the delay that the answer asked for, in seconds; null if it asked for none
     * @param jitter 0 to 1: the share of the jitter that the next delay gets
     */
    record ReportFailedAttempt(
            CallbackId callback,
            PunchRef punch,
            Attempt attempt,
            Verdict verdict,
            @Nullable Long retryAfterSeconds,
            double jitter)
            implements DeliveryCommand {}

    /** The saga plans the next attempt. */
    record PlanRetry(CallbackId callback, PunchRef punch, int attempts, Instant nextAttemptAt, String reason)
            implements DeliveryCommand {}

    /**
     * The saga parks a punch.
     *
     * @param rejected true if the callback rejected it, false if it was unreachable
     */
    record ParkDelivery(CallbackId callback, PunchRef punch, int attempts, boolean rejected, String reason, Instant at)
            implements DeliveryCommand {}

    /** A person requests that a punch is sent again. */
    record RequestRedelivery(CallbackId callback, PunchRef punch, String by, Instant at) implements DeliveryCommand {}

    /** The push comes to a punch whose person was erased. */
    record EndErasedDelivery(CallbackId callback, PunchRef punch, Instant at) implements DeliveryCommand {}

    /** The push notices that most attempts fail. */
    record ReportCallbackFailing(CallbackId callback, String reason, Instant nextProbeAt, Instant at)
            implements DeliveryCommand {}

    /** An operator pauses the callback. */
    record PauseCallback(CallbackId callback, String reason, Instant at) implements DeliveryCommand {}

    /** An operator resumes the callback, or it was set anew. */
    record ResumeCallback(CallbackId callback, Instant at) implements DeliveryCommand {}

    /** An acknowledged punch, with the attempt that was acknowledged. */
    record Delivered(PunchRef punch, Attempt attempt) {}
}
