package io.punchgate.query.delivery;

import io.punchgate.query.projection.Rows;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** The tables with a row per customer: how its callback fares, and how many of its deliveries stand where. */
record CustomerTables(JdbcOperations jdbc, String schema) {

    /** Those of these customers that have a callback. */
    Set<String> addressed(Collection<String> customers) {
        String sql =
                "select customer_id from " + schema + ".callback_state where has_address and customer_id = any (?)";
        Object array = customers.toArray(String[]::new);
        return new HashSet<>(jdbc.queryForList(sql, String.class, array));
    }

    void write(DeliveryBatch batch) {
        count(batch.countChanges());
        writeAddressed(batch.newlyAddressed());
        writeCallbacks(batch.callbacks());
    }

    private void count(Map<String, Map<DeliveryStatus, Integer>> changes) {
        Rows rows = new Rows("text", "int8", "int8", "int8", "int8", "int8");
        changes.forEach((customer, by) -> {
            if (by.values().stream().anyMatch(change -> change != 0)) {
                rows.add(
                        customer,
                        by.getOrDefault(DeliveryStatus.DELIVERED, 0),
                        by.getOrDefault(DeliveryStatus.PENDING, 0),
                        by.getOrDefault(DeliveryStatus.PARKED, 0),
                        by.getOrDefault(DeliveryStatus.NEVER, 0),
                        by.getOrDefault(DeliveryStatus.ERASED, 0));
            }
        });
        rows.write(
                jdbc,
                "insert into " + schema
                        + ".delivery_count as c (customer_id, delivered, pending, parked, never, erased)"
                        + " select * from " + rows.unnest() + " on conflict (customer_id) do update set"
                        + " delivered = c.delivered + excluded.delivered, pending = c.pending + excluded.pending,"
                        + " parked = c.parked + excluded.parked, never = c.never + excluded.never,"
                        + " erased = c.erased + excluded.erased");
    }

    private void writeAddressed(Set<String> customers) {
        Rows rows = new Rows("text");
        customers.forEach(customer -> rows.add(customer));
        rows.write(
                jdbc,
                "insert into " + schema + ".callback_state (customer_id, has_address, state)"
                        + " select customer_id, true, 'open' from " + rows.unnest() + " as v(customer_id)"
                        + " on conflict (customer_id) do update set has_address = true");
    }

    private void writeCallbacks(Map<String, DeliveryBatch.Callback> callbacks) {
        Rows rows = new Rows("text", "bool", "text", "text", "timestamptz");
        callbacks.forEach((customer, callback) -> rows.add(
                customer,
                false,
                callback.state().name().toLowerCase(Locale.ROOT),
                callback.reason(),
                callback.nextAttemptAt()));
        rows.write(
                jdbc,
                "insert into " + schema + ".callback_state (customer_id, has_address, state, reason, next_attempt_at)"
                        + " select * from " + rows.unnest() + " on conflict (customer_id) do update set"
                        + " state = excluded.state, reason = excluded.reason,"
                        + " next_attempt_at = excluded.next_attempt_at");
    }
}
