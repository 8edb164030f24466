package io.punchgate.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as integrators read it in a list.
 *
 * @param id the {@link DeliveryId}
 * @param callback the name of the callback; null: none wanted the punch when it was recorded
 * @param status the {@link DeliveryStatus#label}
 * @param attempts the number of attempts
 * @param nextAttemptAt the instant of the next attempt; null where none is planned
 * @param reason why the delivery stands where it does, or null
 * @param recordedAt the instant at which the punch was recorded
 */
public record DeliveryView(
        String id,
        String punchId,
        String sn,
        @Nullable String callback,
        String operationId,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Instant recordedAt) {}
