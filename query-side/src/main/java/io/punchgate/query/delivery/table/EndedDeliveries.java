package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.projection.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** Ends the deliveries to a callback that is no more. They may be millions, so that no single statement does. */
record EndedDeliveries(JdbcOperations jdbc, String schema) {

    /** Rows that end with their callback by one statement: some tenths of a second, while a session bears silence for some. */
    static final int AT_ONCE_MAX = 5_000;

    /** Ends what was still to be pushed to a callback, or parked; returns the changes by device. */
    Map<DeviceChanges.Of, DeviceChanges> of(CallbackId callback) {
        Map<DeviceChanges.Of, DeviceChanges> devices = new HashMap<>();
        end(callback, DeliveryStatus.PENDING, devices);
        end(callback, DeliveryStatus.PARKED, devices);
        return devices;
    }

    private record Ended(long position, String sn) {}

    private void end(CallbackId callback, DeliveryStatus status, Map<DeviceChanges.Of, DeviceChanges> devices) {
        String text = CallbackText.of(callback);
        String held = "select position, sn from " + schema + ".delivery where customer_id = ? and callback = ?"
                + " and status = '" + status.label() + "' and position > ? order by position limit ?";
        List<Ended> some;
        long last = 0;
        do {
            some = jdbc.query(
                    held,
                    (row, number) -> new Ended(row.getLong("position"), row.getString("sn")),
                    callback.customerId(),
                    text,
                    last,
                    AT_ONCE_MAX);
            Rows rows = new Rows("text", "text", "int8");
            for (Ended each : some) {
                rows.add(callback.customerId(), text, each.position());
                DeviceChanges changes = devices.computeIfAbsent(
                        new DeviceChanges.Of(callback.customerId(), text, each.sn()), none -> new DeviceChanges());
                changes.count(status, -1);
                changes.count(DeliveryStatus.NEVER, 1);
                last = each.position();
            }
            rows.write(
                    jdbc,
                    "update " + schema + ".delivery set status = 'never', next_attempt_at = null, reason = null"
                            + " where (customer_id, callback, position) in (" + rows.select() + ")");
        } while (some.size() == AT_ONCE_MAX);
    }
}
