package io.punchgate.query.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A delivery as integrators read it.
 *
 * @param position of its punch in the log; not shown
 * @param attempts how many in a list, and which where one delivery is asked for
 * @param reason why it is where it is, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeliveryView<T>(
        @JsonIgnore long position,
        String id,
        String punchId,
        String sn,
        String operationId,
        String status,
        T attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Instant recordedAt) {

    <U> DeliveryView<U> withAttempts(U others) {
        return new DeliveryView<>(
                position, id, punchId, sn, operationId, status, others, nextAttemptAt, reason, recordedAt);
    }

    /** An attempt as integrators read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AttemptView(
            Instant at,
            @Nullable Integer statusCode,
            @JsonProperty("latency_ms") long latencyMillis,
            @Nullable String error,
            @Nullable String excerpt) {}

    /** How many deliveries stand where. */
    record Summary(long received, long delivered, long pending, long parked, long never, long erased) {}
}
