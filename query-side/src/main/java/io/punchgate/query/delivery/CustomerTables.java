package io.punchgate.query.delivery;

import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.projection.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** The tables with a row per customer: the state of its callback, and the number of its deliveries of each status. */
record CustomerTables(JdbcOperations jdbc, String schema) {

    /** The customers among these that have a callback. */
    Set<String> addressed(Collection<String> customers) {
        String sql =
                "select customer_id from " + schema + ".callback_state where has_address and customer_id = any (?)";
        Object array = customers.toArray(String[]::new);
        return new HashSet<>(jdbc.queryForList(sql, String.class, array));
    }

    void write(DeliveryBatch batch) {
        count(batch.devices());
        writeAddressed(batch.newlyAddressed());
        writeCallbacks(batch.callbacks().callbacks());
        writeRetries(batch.callbacks().retries());
        writeWarnings(batch.callbacks().warnings());
    }

    private void count(Map<DeviceChanges.Of, DeviceChanges> devices) {
        Rows rows = new Rows("text", "int8", "int8", "int8", "int8", "int8", "int8");
        devices.forEach((device, changes) -> rows.add(
                device.customerId(),
                changes.received(),
                changes.change(DeliveryStatus.DELIVERED),
                changes.change(DeliveryStatus.PENDING),
                changes.change(DeliveryStatus.PARKED),
                changes.change(DeliveryStatus.NEVER),
                changes.change(DeliveryStatus.ERASED)));
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".delivery_count as c (customer_id, received, delivered, pending, parked, never, erased)"
                        + " select v.customer_id, sum(v.received), sum(v.delivered), sum(v.pending), sum(v.parked),"
                        + " sum(v.never), sum(v.erased) from (" + rows.select()
                        + ") as v(customer_id, received, delivered, pending, parked, never, erased)"
                        + " group by v.customer_id on conflict (customer_id) do update set"
                        + " received = c.received + excluded.received,"
                        + " delivered = c.delivered + excluded.delivered, pending = c.pending + excluded.pending,"
                        + " parked = c.parked + excluded.parked, never = c.never + excluded.never,"
                        + " erased = c.erased + excluded.erased");
    }

    /** A callback that is probed is tried when the next retry is planned. */
    private void writeRetries(Map<String, Instant> retries) {
        Rows rows = new Rows("text", "timestamptz");
        retries.forEach(rows::add);
        rows.write(
                jdbc,
                "update " + schema + ".callback_state c set next_attempt_at = v.at from (" + rows.select()
                        + ") as v(customer_id, at)"
                        + " where c.customer_id = v.customer_id and c.state in ('probing', 'misconfigured')");
    }

    private void writeWarnings(Map<String, Optional<CallbackDegraded>> warnings) {
        Rows rows = new Rows("text", "timestamptz", "text");
        warnings.forEach((customer, warning) -> rows.add(
                customer,
                warning.map(CallbackDegraded::at).orElse(null),
                warning.map(CallbackDegraded::reason).orElse(null)));
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".callback_state (customer_id, has_address, state, degraded_since, degraded_reason)"
                        + " select v.customer_id, false, 'open', v.since, v.reason from (" + rows.select()
                        + ") as v(customer_id, since, reason) on conflict (customer_id) do update set"
                        + " degraded_since = excluded.degraded_since, degraded_reason = excluded.degraded_reason");
    }

    private void writeAddressed(Set<String> customers) {
        Rows rows = new Rows("text");
        customers.forEach(customer -> rows.add(customer));
        rows.write(
                jdbc,
                "insert into " + schema + ".callback_state (customer_id, has_address, state)"
                        + " select customer_id, true, 'open' from (" + rows.select() + ") as v(customer_id)"
                        + " on conflict (customer_id) do update set has_address = true");
    }

    private void writeCallbacks(Map<String, CallbackEvent> callbacks) {
        Rows rows = new Rows("text", "bool", "text", "text", "timestamptz");
        callbacks.forEach((customer, callback) -> rows.add(
                customer,
                false,
                callback.stateAfter().name().toLowerCase(Locale.ROOT),
                callback.closingReason(),
                callback.nextAttemptAt()));
        rows.write(
                jdbc,
                "insert into " + schema + ".callback_state (customer_id, has_address, state, reason, next_attempt_at)"
                        + " " + rows.select() + " on conflict (customer_id) do update set"
                        + " state = excluded.state, reason = excluded.reason,"
                        + " next_attempt_at = excluded.next_attempt_at");
    }
}
