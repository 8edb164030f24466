package io.punchgate.api.delivery;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as integrators read it in a list.
 *
 * @param id the {@link DeliveryId}
 * @param kind the {@link Kind#label}
 * @param punchId the punch, or the punch that is corrected
 * @param callback the name of the callback; null: none wanted the punch when it was recorded
 * @param status the {@link DeliveryStatus#label}
 * @param attempts the number of attempts
 * @param nextAttemptAt the instant of the next attempt; null where none is planned
 * @param reason why the delivery stands where it does, or null
 * @param recordedAt the instant at which the punch was recorded
 */
public record DeliveryView(
        String id,
        String kind,
        String punchId,
        String sn,
        @Nullable String callback,
        String operationId,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Instant recordedAt) {

    /** The kinds of deliveries, by their content. */
    public enum Kind {
        /** A punch, as it was recorded. */
        PUNCH,
        /** The correction of a punch. */
        CORRECTION;

        /** The name that clients see: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
