package io.punchgate.query.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.punchgate.query.delivery.DeliveryView.AttemptView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How a customer's pushes fare at this moment, as a whole and by device.
 *
 * @param data a row per device, by serial number
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record MonitorView(Customer customer, List<Device> data, String nextCursor, boolean hasMore) {

    MonitorView {
        data = List.copyOf(data);
    }

    /**
     * How many punches stand where, and how the last request went.
     *
     * @param received all there are, which is always the sum of the others
     * @param queued still to be pushed
     * @param nextAttemptAt when a punch that failed is tried again; null where none waits for that
     * @param lastRequest the last one of which the outcome is known; null before the first
     * @param meanLatencyMillis of all requests so far; null before the first
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Totals(
            long received,
            long queued,
            long delivered,
            long parked,
            long never,
            long erased,
            @Nullable Instant nextAttemptAt,
            @Nullable AttemptView lastRequest,
            @JsonProperty("mean_latency_ms") @Nullable Long meanLatencyMillis) {}

    /** One device. */
    record Device(String sn, @JsonUnwrapped Totals totals) {}

    /**
     * The customer as a whole, and its callback.
     *
     * @param callbackState null where there is no callback
     * @param degradedSince since when the callback is warned of; null where it is not
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Customer(
            @JsonUnwrapped Totals totals,
            @Nullable String callbackState,
            @Nullable String callbackReason,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {}
}
