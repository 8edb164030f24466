package io.punchgate.api.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as integrators read it by itself: as {@link DeliveryView}, but with each attempt.
 *
 * @param kind the {@link DeliveryView.Kind#label}
 * @param punchId the punch, or the punch that is corrected
 * @param callback the name of the callback; null: none wanted the punch when it was recorded
 * @param attempts the attempts, oldest first
 */
public record DeliveryHistory(
        String id,
        String kind,
        String punchId,
        String sn,
        @Nullable String callback,
        String operationId,
        String status,
        List<AttemptView> attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Instant recordedAt) {

    public DeliveryHistory {
        attempts = List.copyOf(attempts);
    }

    /** The delivery with these attempts. */
    public static DeliveryHistory of(DeliveryView view, List<AttemptView> attempts) {
        return new DeliveryHistory(
                view.id(),
                view.kind(),
                view.punchId(),
                view.sn(),
                view.callback(),
                view.operationId(),
                view.status(),
                attempts,
                view.nextAttemptAt(),
                view.reason(),
                view.recordedAt());
    }
}
