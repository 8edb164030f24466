package io.punchgate.query.delivery.table;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes of a batch in the totals of one device's deliveries to one callback. */
final class DeviceChanges {

    /**
     * The deliveries that are counted together.
     *
     * @param callback a {@link CallbackText}
     */
    record Of(String customerId, String callback, String sn) {}

    private final Map<DeliveryStatus, Integer> counts = new EnumMap<>(DeliveryStatus.class);
    private int received;
    private int attempts;
    private long attemptsMillis;
    private @Nullable Attempt last;
    private @Nullable DeliveryRow lastOf;
    private @Nullable UUID retried;
    private @Nullable Instant nextAttemptAt;

    void receive(int by) {
        received += by;
    }

    void count(DeliveryStatus status, int by) {
        counts.merge(status, by, Integer::sum);
    }

    void tried(DeliveryRow delivery, Attempt attempt) {
        attempts++;
        attemptsMillis += attempt.latencyMillis();
        if (last == null || !attempt.at().isBefore(last.at())) {
            last = attempt;
            lastOf = delivery;
        }
    }

    void planned(UUID id, Instant at) {
        retried = id;
        nextAttemptAt = at;
    }

    /** Nothing more is planned for that delivery. */
    void settled(UUID id) {
        if (id.equals(retried)) {
            retried = null;
            nextAttemptAt = null;
        }
    }

    int change(DeliveryStatus status) {
        return counts.getOrDefault(status, 0);
    }

    int received() {
        return received;
    }

    int attempts() {
        return attempts;
    }

    long attemptsMillis() {
        return attemptsMillis;
    }

    @Nullable
    Attempt last() {
        return last;
    }

    /** The delivery that the last attempt was made for. */
    @Nullable
    DeliveryRow lastOf() {
        return lastOf;
    }

    @Nullable
    UUID retried() {
        return retried;
    }

    @Nullable
    Instant nextAttemptAt() {
        return nextAttemptAt;
    }
}
