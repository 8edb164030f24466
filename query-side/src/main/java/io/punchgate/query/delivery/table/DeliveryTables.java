package io.punchgate.query.delivery.table;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.projection.Rows;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The tables of deliveries and their attempts, as the projection reads and writes them. */
record DeliveryTables(JdbcOperations jdbc, String schema) {

    /** A day at 1,000 punches a second. */
    static final long LATE_POSITIONS = 100_000_000;

    private static final String COLUMNS = "customer_id, callback, position, punch_id, sn, status, attempts,"
            + " next_attempt_at, reason, recorded_at, first_at, first_status_code, first_latency_ms, first_error,"
            + " first_excerpt, first_sealed, person_id";
    private static final String CHANGING = Stream.of(
                    "status",
                    "attempts",
                    "next_attempt_at",
                    "reason",
                    "first_at",
                    "first_status_code",
                    "first_latency_ms",
                    "first_error",
                    "first_excerpt",
                    "first_sealed")
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));

    /**
     * The deliveries of these punches that are there. Nearly all are of late, so that one partition or two are asked, and all
     * others only for the rest.
     *
     * @param position about where the log is now
     */
    Map<DeliveryKey, DeliveryRow> find(Collection<UUID> punches, long position) {
        long late = Math.max(0, position - LATE_POSITIONS);
        Map<DeliveryKey, DeliveryRow> found = find(punches, "position > ?", late);
        if (late > 0) {
            Set<UUID> missing = new HashSet<>(punches);
            found.keySet().forEach(key -> missing.remove(key.punchId()));
            found.putAll(find(missing, "position <= ?", late));
        }
        return found;
    }

    private Map<DeliveryKey, DeliveryRow> find(Collection<UUID> punches, String condition, long position) {
        if (punches.isEmpty()) {
            return new HashMap<>();
        }
        String sql = "select * from " + schema + ".delivery where punch_id = any (cast(? as uuid[])) and " + condition;
        Object array = punches.stream().map(UUID::toString).toArray(String[]::new);
        return jdbc.query(sql, (row, number) -> read(row), array, position).stream()
                .collect(Collectors.toMap(DeliveryRow::key, Function.identity()));
    }

    void write(DeliveryBatch batch) {
        delete(batch.gone());
        insert(batch.added(), "");
        // By their key, and not by a join, which would have to be planned.
        insert(batch.changed(), " on conflict (customer_id, callback, position) do update set " + CHANGING);
        insertAttempts(batch.tried());
    }

    private void delete(List<DeliveryRow> deliveries) {
        Rows rows = new Rows("text", "text", "int8");
        deliveries.forEach(row -> rows.add(row.customerId(), row.key().callback(), row.position()));
        rows.write(
                jdbc,
                "delete from " + schema + ".delivery where (customer_id, callback, position) in (" + rows.select()
                        + ")");
    }

    private void insert(List<DeliveryRow> deliveries, String otherwise) {
        Rows rows = new Rows(
                "text",
                "text",
                "int8",
                "uuid",
                "text",
                "text",
                "int4",
                "timestamptz",
                "text",
                "timestamptz",
                "timestamptz",
                "int4",
                "int8",
                "text",
                "text",
                "bytea",
                "uuid");
        for (DeliveryRow row : deliveries) {
            @Nullable Attempt first = row.first();
            rows.add(
                    row.customerId(),
                    row.key().callback(),
                    row.position(),
                    row.key().punchId(),
                    row.sn(),
                    row.status().label(),
                    row.attempts(),
                    row.nextAttemptAt(),
                    row.reason(),
                    row.recordedAt(),
                    first == null ? null : first.at(),
                    first == null ? null : first.statusCode(),
                    first == null ? null : first.latencyMillis(),
                    first == null ? null : first.error(),
                    first == null ? null : first.excerpt(),
                    Sealed.bytes(first),
                    row.person());
        }
        rows.write(jdbc, "insert into " + schema + ".delivery (" + COLUMNS + ") " + rows.select() + otherwise);
    }

    private void insertAttempts(List<DeliveryBatch.Tried> tried) {
        Rows rows = new Rows("uuid", "text", "int8", "timestamptz", "int4", "int8", "text", "text", "bytea");
        for (DeliveryBatch.Tried each : tried) {
            Attempt attempt = each.attempt();
            rows.add(
                    each.delivery().punchId(),
                    each.delivery().callback(),
                    each.position(),
                    attempt.at(),
                    attempt.statusCode(),
                    attempt.latencyMillis(),
                    attempt.error(),
                    attempt.excerpt(),
                    Sealed.bytes(attempt));
        }
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".delivery_attempt (punch_id, callback, position, at, status_code, latency_ms,"
                        + " error, excerpt, sealed) " + rows.select() + " on conflict do nothing");
    }

    private static DeliveryRow read(ResultSet row) throws SQLException {
        @Nullable Instant firstAt = Timestamps.instantOrNull(row, "first_at");
        return new DeliveryRow(
                row.getString("customer_id"),
                row.getLong("position"),
                new DeliveryKey(row.getObject("punch_id", UUID.class), row.getString("callback")),
                row.getString("sn"),
                DeliveryStatus.labelled(row.getString("status")),
                row.getInt("attempts"),
                Timestamps.instantOrNull(row, "next_attempt_at"),
                row.getString("reason"),
                Timestamps.instant(row, "recorded_at"),
                firstAt == null ? null : first(row, firstAt),
                row.getObject("person_id", UUID.class));
    }

    private static Attempt first(ResultSet row, Instant at) throws SQLException {
        return new Attempt(
                at,
                row.getObject("first_status_code", Integer.class),
                row.getLong("first_latency_ms"),
                row.getString("first_error"),
                row.getString("first_excerpt"),
                Sealed.text(row.getBytes("first_sealed")));
    }
}
