package io.punchgate.api.delivery;

import io.punchgate.api.Slice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply to a {@link DeliveryQuery}. */
public sealed interface DeliveryResult {

    /**
     * Deliveries in the order in which their punches were recorded.
     *
     * @param endPosition the position in the log up to which the list is read; without rows it may still move on
     */
    record Deliveries(List<DeliveryView> data, long endPosition, boolean hasMore)
            implements DeliveryResult, Slice<DeliveryView> {

        public Deliveries {
            data = List.copyOf(data);
        }
    }

    /** The number of deliveries by status; {@code received} is always the sum of the others. */
    record DeliveryCounts(long received, long delivered, long pending, long parked, long never, long erased)
            implements DeliveryResult {}

    /**
     * The figures of a customer's callback at this moment.
     *
     * @param data a row per device, by serial number
     * @param endSn the last serial number; empty: the list is empty from its beginning
     */
    record Monitor(CallbackFigures customer, List<DeviceFigures> data, String endSn, boolean hasMore)
            implements DeliveryResult, Slice<DeviceFigures> {

        public Monitor {
            data = List.copyOf(data);
        }
    }

    /**
     * The figures of some deliveries, and their last request.
     *
     * @param received the number of deliveries, always the sum of the others
     * @param queued the number still to be pushed
     * @param nextAttemptAt the instant of the next retry; null where none is planned
     * @param lastRequest the last one of which the outcome is known; null before the first
     * @param meanLatencyMs of all requests so far; null before the first
     */
    record Figures(
            long received,
            long queued,
            long delivered,
            long parked,
            long never,
            long erased,
            @Nullable Instant nextAttemptAt,
            @Nullable AttemptView lastRequest,
            @Nullable Long meanLatencyMs) {}

    /** The figures of one device's deliveries. */
    record DeviceFigures(String sn, Figures figures) {}

    /**
     * The figures of all of a customer's deliveries, and the state of its callback.
     *
     * @param callbackState null where there is no callback
     * @param degradedSince the instant since when a warning stands; null where none does
     */
    record CallbackFigures(
            Figures figures,
            @Nullable String callbackState,
            @Nullable String callbackReason,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {}
}
