package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.projection.Rows;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table with a row per callback and device: the number of deliveries of each status, and the last attempt. */
record DeviceTables(JdbcOperations jdbc, String schema) {

    void write(DeliveryBatch batch) {
        settle(batch);
        count(batch.devices());
    }

    void count(Map<DeviceChanges.Of, DeviceChanges> devices) {
        Rows rows = new Rows(
                "text",
                "text",
                "text",
                "int8",
                "int8",
                "int8",
                "int8",
                "int8",
                "int8",
                "int8",
                "timestamptz",
                "int4",
                "int8",
                "text",
                "text",
                "uuid",
                "timestamptz",
                "bytea",
                "uuid",
                "uuid");
        devices.forEach((device, changes) -> {
            @Nullable Attempt last = changes.last();
            @Nullable DeliveryRow lastOf = changes.lastOf();
            rows.add(
                    device.customerId(),
                    device.callback(),
                    device.sn(),
                    changes.change(DeliveryStatus.DELIVERED),
                    changes.change(DeliveryStatus.PENDING),
                    changes.change(DeliveryStatus.PARKED),
                    changes.change(DeliveryStatus.NEVER),
                    changes.change(DeliveryStatus.ERASED),
                    changes.attempts(),
                    changes.attemptsMillis(),
                    last == null ? null : last.at(),
                    last == null ? null : last.statusCode(),
                    last == null ? null : last.latencyMillis(),
                    last == null ? null : last.error(),
                    last == null ? null : last.excerpt(),
                    changes.retried(),
                    changes.nextAttemptAt(),
                    Sealed.bytes(last),
                    lastOf == null ? null : lastOf.key().punchId(),
                    lastOf == null ? null : lastOf.person());
        });
        rows.write(jdbc, upsert(rows));
    }

    private String upsert(Rows rows) {
        return "insert into " + schema + ".delivery_device as d (customer_id, callback, sn, delivered, pending, parked,"
                + " never, erased, attempts, attempts_ms, last_at, last_status_code, last_latency_ms, last_error,"
                + " last_excerpt, retried_id, next_attempt_at, last_sealed, last_pushed_id, last_person_id)"
                + " " + rows.select() + " on conflict (customer_id, callback, sn) do update set"
                + " delivered = d.delivered + excluded.delivered, pending = d.pending + excluded.pending,"
                + " parked = d.parked + excluded.parked, never = d.never + excluded.never,"
                + " erased = d.erased + excluded.erased, attempts = d.attempts + excluded.attempts,"
                + " attempts_ms = d.attempts_ms + excluded.attempts_ms,"
                + last("last_status_code") + last("last_latency_ms") + last("last_error") + last("last_excerpt")
                + last("last_sealed") + last("last_pushed_id") + last("last_person_id")
                + " last_at = coalesce(excluded.last_at, d.last_at),"
                + " retried_id = coalesce(excluded.retried_id, d.retried_id),"
                + " next_attempt_at = coalesce(excluded.next_attempt_at, d.next_attempt_at)";
    }

    /** The parts of an attempt are replaced together. */
    private static String last(String column) {
        return " " + column + " = case when excluded.last_at is null then d." + column + " else excluded." + column
                + " end,";
    }

    /** Forgets the retries of deliveries that are settled. A retry that is planned anew is written afterwards. */
    private void settle(DeliveryBatch batch) {
        Rows rows = new Rows("uuid", "text");
        batch.settled().forEach(key -> rows.add(key.punchId(), key.callback()));
        rows.write(
                jdbc,
                "update " + schema + ".delivery_device set retried_id = null, next_attempt_at = null"
                        + " where retried_id is not null and (retried_id, callback) in (" + rows.select() + ")");
    }

    /** Forgets the retries of a callback that is no more. */
    void settleAll(CallbackId callback) {
        jdbc.update(
                "update " + schema + ".delivery_device set retried_id = null, next_attempt_at = null"
                        + " where customer_id = ? and callback = ?",
                callback.customerId(),
                CallbackText.of(callback));
    }
}
