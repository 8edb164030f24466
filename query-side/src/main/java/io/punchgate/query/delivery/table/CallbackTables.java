package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.projection.Rows;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** The tables with a row per callback: its state, and the number of its deliveries of each status. */
record CallbackTables(JdbcOperations jdbc, String schema) {

    private static final String OTHERWISE = " on conflict (customer_id, callback) do update set ";

    void write(CallbackChanges changes) {
        writeCallbacks(changes.callbacks());
        writeRetries(changes.retries());
        writeWarnings(changes.warnings());
    }

    /** The callback takes punches from now on. */
    void add(CallbackId callback) {
        jdbc.update(
                "insert into " + schema + ".callback_state (customer_id, callback, present, state)"
                        + " values (?, ?, true, 'open')" + OTHERWISE + "present = true",
                callback.customerId(),
                CallbackText.of(callback));
    }

    /** The callback is no more: were it to come again, it would be another one. */
    void remove(CallbackId callback) {
        jdbc.update(
                "update " + schema + ".callback_state set present = false, state = 'open', reason = null,"
                        + " next_attempt_at = null, degraded_since = null, degraded_reason = null"
                        + " where customer_id = ? and callback = ?",
                callback.customerId(),
                CallbackText.of(callback));
    }

    void count(Map<DeviceChanges.Of, DeviceChanges> devices) {
        Rows rows = new Rows("text", "text", "int8", "int8", "int8", "int8", "int8", "int8");
        devices.forEach((device, changes) -> rows.add(
                device.customerId(),
                device.callback(),
                changes.received(),
                changes.change(DeliveryStatus.DELIVERED),
                changes.change(DeliveryStatus.PENDING),
                changes.change(DeliveryStatus.PARKED),
                changes.change(DeliveryStatus.NEVER),
                changes.change(DeliveryStatus.ERASED)));
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".delivery_count as c (customer_id, callback, received, delivered, pending, parked, never,"
                        + " erased) select v.customer_id, v.callback, sum(v.received), sum(v.delivered),"
                        + " sum(v.pending), sum(v.parked), sum(v.never), sum(v.erased) from (" + rows.select()
                        + ") as v(customer_id, callback, received, delivered, pending, parked, never, erased)"
                        + " group by v.customer_id, v.callback" + OTHERWISE
                        + "received = c.received + excluded.received,"
                        + " delivered = c.delivered + excluded.delivered, pending = c.pending + excluded.pending,"
                        + " parked = c.parked + excluded.parked, never = c.never + excluded.never,"
                        + " erased = c.erased + excluded.erased");
    }

    /** A callback that is probed is tried when the next retry is planned. */
    private void writeRetries(Map<CallbackId, Instant> retries) {
        Rows rows = new Rows("text", "text", "timestamptz");
        retries.forEach((callback, at) -> rows.add(callback.customerId(), CallbackText.of(callback), at));
        rows.write(
                jdbc,
                "update " + schema + ".callback_state c set next_attempt_at = v.at from (" + rows.select()
                        + ") as v(customer_id, callback, at) where c.customer_id = v.customer_id"
                        + " and c.callback = v.callback and c.state in ('probing', 'misconfigured')");
    }

    private void writeWarnings(Map<CallbackId, Optional<CallbackDegraded>> warnings) {
        Rows rows = new Rows("text", "text", "timestamptz", "text");
        warnings.forEach((callback, warning) -> rows.add(
                callback.customerId(),
                CallbackText.of(callback),
                warning.map(CallbackDegraded::at).orElse(null),
                warning.map(CallbackDegraded::reason).orElse(null)));
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".callback_state (customer_id, callback, present, state, degraded_since, degraded_reason)"
                        + " select v.customer_id, v.callback, false, 'open', v.since, v.reason from (" + rows.select()
                        + ") as v(customer_id, callback, since, reason)" + OTHERWISE
                        + "degraded_since = excluded.degraded_since, degraded_reason = excluded.degraded_reason");
    }

    private void writeCallbacks(Map<CallbackId, CallbackEvent> callbacks) {
        Rows rows = new Rows("text", "text", "bool", "text", "text", "timestamptz");
        callbacks.forEach((callback, told) -> rows.add(
                callback.customerId(),
                CallbackText.of(callback),
                false,
                told.stateAfter().name().toLowerCase(Locale.ROOT),
                told.closingReason(),
                told.nextAttemptAt()));
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".callback_state (customer_id, callback, present, state, reason, next_attempt_at) "
                        + rows.select() + OTHERWISE
                        + "state = excluded.state, reason = excluded.reason,"
                        + " next_attempt_at = excluded.next_attempt_at");
    }
}
