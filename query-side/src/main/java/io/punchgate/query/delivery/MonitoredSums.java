package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryResult.Figures;
import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sums that the tables keep of some deliveries, from which {@link Figures} are made. */
record MonitoredSums(
        long delivered,
        long pending,
        long parked,
        long never,
        long erased,
        long attempts,
        long attemptsMillis,
        @Nullable Instant nextAttemptAt,
        Excerpts.@Nullable Kept last) {

    /** The columns that {@link #read} reads. */
    static final String COLUMNS = "delivered, pending, parked, never, erased, attempts, attempts_ms, next_attempt_at,"
            + " last_at, last_status_code, last_latency_ms, last_error, last_excerpt, last_sealed, last_pushed_id,"
            + " last_person_id";

    static final MonitoredSums NONE = new MonitoredSums(0, 0, 0, 0, 0, 0, 0, null, null);

    static MonitoredSums read(ResultSet row) throws SQLException {
        boolean tried = row.getObject("last_at") != null;
        return new MonitoredSums(
                row.getLong("delivered"),
                row.getLong("pending"),
                row.getLong("parked"),
                row.getLong("never"),
                row.getLong("erased"),
                row.getLong("attempts"),
                row.getLong("attempts_ms"),
                Timestamps.instantOrNull(row, "next_attempt_at"),
                tried ? Excerpts.Kept.read(row, "last_") : null);
    }

    /** These and the others: the next attempt is the first of both, the last request the later one. */
    MonitoredSums plus(MonitoredSums other) {
        return new MonitoredSums(
                delivered + other.delivered,
                pending + other.pending,
                parked + other.parked,
                never + other.never,
                erased + other.erased,
                attempts + other.attempts,
                attemptsMillis + other.attemptsMillis,
                earlier(nextAttemptAt, other.nextAttemptAt),
                later(last, other.last));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static Excerpts.@Nullable Kept later(Excerpts.@Nullable Kept one, Excerpts.@Nullable Kept other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.attempt().at().isBefore(other.attempt().at()) ? other : one;
    }

    /** The figures, with the last answer opened by one of these keys. */
    Figures figures(Map<UUID, PersonKey> keys) {
        return new Figures(
                delivered + pending + parked + never + erased,
                delivered,
                pending,
                parked,
                never,
                erased,
                nextAttemptAt,
                last == null ? null : last.opened(keys).attempt(),
                attempts == 0 ? null : attemptsMillis / attempts);
    }
}
