package io.punchgate.query.delivery.table;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.device.PushedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code delivery}.
 *
 * @param position of the punch's event in the log
 * @param attempts their number so far
 * @param first the attempt that stands in the row itself, being the first and acknowledged; or null
 * @param person of the punch; null: it is of a time before persons had keys
 */
record DeliveryRow(
        String customerId,
        long position,
        DeliveryKey key,
        String sn,
        DeliveryStatus status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Instant recordedAt,
        @Nullable Attempt first,
        @Nullable UUID person) {

    /** The delivery of what was just recorded. */
    static DeliveryRow of(PushedEvent event, long position, DeliveryKey key, DeliveryStatus status) {
        return new DeliveryRow(
                event.customerId(),
                position,
                key,
                event.sn(),
                status,
                0,
                null,
                null,
                event.recordedAt(),
                null,
                // A plain event is told with its person only once that one was erased, and a replay would differ.
                event.sealed() == null ? null : event.person());
    }

    /** The delivery of the same punch to that callback, before its first attempt. */
    DeliveryRow requestedFor(String callback) {
        return new DeliveryRow(
                customerId,
                position,
                new DeliveryKey(key.punchId(), callback),
                sn,
                DeliveryStatus.PENDING,
                0,
                null,
                null,
                recordedAt,
                null,
                person);
    }

    /** Acknowledged at its very first attempt. */
    DeliveryRow deliveredAtOnce(Attempt attempt) {
        return new DeliveryRow(
                customerId, position, key, sn, DeliveryStatus.DELIVERED, 1, null, null, recordedAt, attempt, person);
    }

    /** Acknowledged at one more attempt. */
    DeliveryRow delivered() {
        return with(DeliveryStatus.DELIVERED, attempts + 1, null, null);
    }

    /** One more attempt was not acknowledged. */
    DeliveryRow failed() {
        return with(status, attempts + 1, nextAttemptAt, reason);
    }

    /** One that ended with its callback, or with its person, stays so, whatever is still told of it. */
    DeliveryRow plannedAgain(Instant at, String why) {
        return isEnded() ? this : with(status, attempts, at, why);
    }

    /** One that ended with its callback, or with its person, stays so, whatever is still told of it. */
    DeliveryRow parked(String why) {
        return isEnded() ? this : with(DeliveryStatus.PARKED, attempts, null, why);
    }

    boolean isEnded() {
        return status == DeliveryStatus.NEVER || status == DeliveryStatus.ERASED;
    }

    /** Its person was erased: what was acknowledged, or never wanted, stays so. */
    DeliveryRow erased() {
        boolean waits = status == DeliveryStatus.PENDING || status == DeliveryStatus.PARKED;
        return waits ? with(DeliveryStatus.ERASED, attempts, null, null) : this;
    }

    /** Asked for again by a person. */
    DeliveryRow requested() {
        return with(DeliveryStatus.PENDING, attempts, null, null);
    }

    private DeliveryRow with(DeliveryStatus now, int tried, @Nullable Instant next, @Nullable String why) {
        return new DeliveryRow(customerId, position, key, sn, now, tried, next, why, recordedAt, first, person);
    }
}
