package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.projection.Rows;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Ends the deliveries to a callback that is no more, or of a person who is. They may be millions, so that no single statement does. */
record EndedDeliveries(JdbcOperations jdbc, String schema) {

    /** Rows that end together by one statement: some tenths of a second, while a session bears silence for some. */
    static final int AT_ONCE_MAX = 5_000;

    private static final List<DeliveryStatus> WAITING = List.of(DeliveryStatus.PENDING, DeliveryStatus.PARKED);

    /** Ends what was still to be pushed to a callback, or parked, as never pushed; returns the changes by device. */
    Map<DeviceChanges.Of, DeviceChanges> of(CallbackId callback) {
        Map<DeviceChanges.Of, DeviceChanges> devices = new HashMap<>();
        Part part = new Part(callback.customerId(), CallbackText.of(callback), null, DeliveryStatus.NEVER);
        WAITING.forEach(status -> end(part, status, devices));
        return devices;
    }

    /** Ends what was still to be pushed of these persons, or parked, as erased; returns the changes by device. */
    Map<DeviceChanges.Of, DeviceChanges> of(String customerId, Collection<UUID> persons) {
        Map<DeviceChanges.Of, DeviceChanges> devices = new HashMap<>();
        List<String> callbacks = jdbc.queryForList(
                "select callback from " + schema + ".delivery_count where customer_id = ? order by callback",
                String.class,
                customerId);
        for (String callback : callbacks) {
            Part part = new Part(customerId, callback, persons, DeliveryStatus.ERASED);
            WAITING.forEach(status -> end(part, status, devices));
        }
        return devices;
    }

    /**
     * The deliveries that end.
     *
     * @param callback a {@link CallbackText}
     * @param persons only of these; null: of all
     * @param as how they end
     */
    private record Part(
            String customerId, String callback, @Nullable Collection<UUID> persons, DeliveryStatus as) {

        Object[] parameters(long after) {
            Object onlyOf = Objects.requireNonNullElse(persons, List.<UUID>of()).stream()
                    .map(UUID::toString)
                    .toArray(String[]::new);
            return new Object[] {customerId, callback, after, persons == null, onlyOf, AT_ONCE_MAX};
        }
    }

    private record Ended(long position, UUID pushedId, String sn) {}

    private void end(Part part, DeliveryStatus status, Map<DeviceChanges.Of, DeviceChanges> devices) {
        String held = "select position, punch_id, sn from " + schema + ".delivery where customer_id = ?"
                + " and callback = ? and status = '" + status.label() + "' and position > ?"
                + " and (? or person_id = any (cast(? as uuid[]))) order by position limit ?";
        List<Ended> some;
        long last = 0;
        do {
            some = jdbc.query(
                    held,
                    (row, number) -> new Ended(row.getLong(1), row.getObject(2, UUID.class), row.getString(3)),
                    part.parameters(last));
            Rows rows = new Rows("text", "text", "int8");
            for (Ended each : some) {
                rows.add(part.customerId(), part.callback(), each.position());
                DeviceChanges changes = devices.computeIfAbsent(
                        new DeviceChanges.Of(part.customerId(), part.callback(), each.sn()),
                        none -> new DeviceChanges());
                changes.count(status, -1);
                changes.count(part.as(), 1);
                last = each.position();
            }
            rows.write(
                    jdbc,
                    "update " + schema + ".delivery set status = '" + part.as().label()
                            + "', next_attempt_at = null, reason = null where (customer_id, callback, position) in ("
                            + rows.select() + ")");
            if (part.persons() != null) {
                settle(part.callback(), some);
            }
        } while (some.size() == AT_ONCE_MAX);
    }

    /** Forgets the retries of these. */
    private void settle(String callback, List<Ended> some) {
        Rows rows = new Rows("uuid", "text");
        some.forEach(each -> rows.add(each.pushedId(), callback));
        rows.write(
                jdbc,
                "update " + schema + ".delivery_device set retried_id = null, next_attempt_at = null"
                        + " where retried_id is not null and (retried_id, callback) in (" + rows.select() + ")");
    }
}
