package io.punchgate.query.stream.event;

import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.delivery.DeliveryView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A delivery as an event left it. What its callback waits for is not part of it.
 *
 * @param id the {@link DeliveryId}
 * @param kind the {@link DeliveryView.Kind#label}
 * @param punchId the punch that is delivered, or whose correction is
 * @param callback the name of the callback
 * @param status the {@link DeliveryStatus#label}
 * @param attempts the number of attempts so far
 * @param nextAttemptAt the instant of the next attempt; null where none is planned
 * @param reason why the delivery stands where it does, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
record DeliveryChange(
        String id,
        String kind,
        String punchId,
        String sn,
        String callback,
        String operationId,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason) {}
