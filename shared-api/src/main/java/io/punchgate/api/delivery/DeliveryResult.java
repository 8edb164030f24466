package io.punchgate.api.delivery;

import io.punchgate.api.Slice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply to a {@link DeliveryQuery}. */
public sealed interface DeliveryResult {

    /**
     * Deliveries in the order in which their punches were recorded, those of one punch by callback.
     *
     * @param end the place up to which the list is read; without rows it may still move on
     */
    record Deliveries(List<DeliveryView> data, DeliveryPlace end, boolean hasMore)
            implements DeliveryResult, Slice<DeliveryView> {

        public Deliveries {
            data = List.copyOf(data);
        }
    }

    /** The number of deliveries by status; {@code received} is always the sum of the others. */
    record DeliveryCounts(long received, long delivered, long pending, long parked, long never, long erased)
            implements DeliveryResult {}

    /**
     * The figures of a customer's pushes at this moment.
     *
     * @param callbacks a row per callback, the default one first; one may be of the punches that none wanted
     * @param data a row per callback and device, by callback and serial number
     * @param endCallback the callback of the last row, as the list sorts it
     * @param endSn the serial number of the last row; empty: the list is empty from its beginning
     */
    record Monitor(
            CustomerFigures customer,
            List<CallbackFigures> callbacks,
            List<DeviceFigures> data,
            String endCallback,
            String endSn,
            boolean hasMore)
            implements DeliveryResult, Slice<DeviceFigures> {

        public Monitor {
            callbacks = List.copyOf(callbacks);
            data = List.copyOf(data);
        }
    }

    /**
     * The figures of some deliveries, and their last request.
     *
     * @param received the number of deliveries, always the sum of the others
     * @param pending the number still to be pushed
     * @param nextAttemptAt the instant of the next retry; null where none is planned
     * @param lastRequest the last one of which the outcome is known; null before the first
     * @param meanLatencyMs of all requests so far; null before the first
     */
    record Figures(
            long received,
            long delivered,
            long pending,
            long parked,
            long never,
            long erased,
            @Nullable Instant nextAttemptAt,
            @Nullable AttemptView lastRequest,
            @Nullable Long meanLatencyMs) {

        /** The number still to be pushed, under the name that the monitor had for it first. */
        public long queued() {
            return pending;
        }
    }

    /**
     * The figures of one device's deliveries to one callback.
     *
     * @param callback null: of the punches that none wanted
     */
    record DeviceFigures(@Nullable String callback, String sn, Figures figures) {}

    /**
     * The figures of all deliveries to one callback, and its state.
     *
     * @param callback null: of the punches that none wanted
     * @param state null where there is no such callback, or no longer
     * @param degradedSince the instant since when a warning stands; null where none does
     */
    record CallbackFigures(
            @Nullable String callback,
            Figures figures,
            @Nullable String state,
            @Nullable String reason,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {}

    /**
     * The figures of all of a customer's deliveries, and the state of its callback of the name default.
     *
     * @param callbackState null where there is no such callback
     * @param degradedSince the instant since when a warning stands; null where none does
     */
    record CustomerFigures(
            Figures figures,
            @Nullable String callbackState,
            @Nullable String callbackReason,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {}
}
