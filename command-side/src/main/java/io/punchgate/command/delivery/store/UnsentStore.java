package io.punchgate.command.delivery.store;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.PunchRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the deliveries that no line makes. */
@Component
public class UnsentStore {

    private static final String SAVE = """
            insert into command.push_unsent (delivery_id, customer_id, callback, sn, sequence, status)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
            on conflict (delivery_id) do update set status = excluded.status, callback = excluded.callback
            """;

    private static final String REQUESTED = """
            select delivery_id, sequence, exists (select from command.push_saga_association
                where association_key = 'punchId' and association_value = delivery_id)
            from command.push_unsent
            where customer_id = ? and status = 'requested' and sn = ? and coalesce(callback, 'default') = ?
            order by sequence limit ?
            """;

    private static final String WAITING = """
            select delivery_id, coalesce(callback, 'default'), sn, sequence, status from command.push_unsent
            where customer_id = ? and status in ('parked', 'requested') and delivery_id > ?
            order by delivery_id limit ?
            """;

    private final JdbcTemplate jdbc;

    /** Works on that database. */
    public UnsentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes deliveries that no line makes; deletes those that ended. */
    public void save(Collection<UnsentPunch> punches) {
        Map<Boolean, List<UnsentPunch>> kept = punches.stream()
                .collect(Collectors.partitioningBy(p -> p.status().isKept()));
        List<UnsentPunch> rows = kept.getOrDefault(true, List.of());
        if (!rows.isEmpty()) {
            jdbc.update(
                    SAVE,
                    rows.stream().map(UnsentPunch::deliveryId).toArray(String[]::new),
                    rows.stream().map(UnsentPunch::customerId).toArray(String[]::new),
                    rows.stream().map(UnsentPunch::callback).toArray(String[]::new),
                    rows.stream().map(r -> r.punch().sn()).toArray(String[]::new),
                    rows.stream().map(r -> r.punch().sequence()).toArray(Long[]::new),
                    rows.stream().map(r -> r.status().label()).toArray(String[]::new));
        }
        List<UnsentPunch> gone = kept.getOrDefault(false, List.of());
        if (!gone.isEmpty()) {
            Object ids = gone.stream().map(UnsentPunch::deliveryId).toArray(String[]::new);
            jdbc.update("delete from command.push_unsent where delivery_id = any (?)", ids);
        }
    }

    /** Deletes the rows of punches that no callback wanted, because a callback gets them now. */
    public void wanted(Collection<String> punchIds) {
        if (!punchIds.isEmpty()) {
            Object ids = punchIds.toArray(String[]::new);
            jdbc.update(
                    "delete from command.push_unsent"
                            + " where delivery_id = any (?) and status = 'never' and callback is null",
                    ids);
        }
    }

    /** Keeps the deliveries that were parked or requested for callbacks that are no more, as never made. */
    public void abandon(Collection<CallbackId> callbacks) {
        callbacks.forEach(callback -> jdbc.update(
                "update command.push_unsent set status = 'never', callback = ?"
                        + " where customer_id = ? and status in ('parked', 'requested')"
                        + " and coalesce(callback, 'default') = ?",
                callback.name(),
                callback.customerId(),
                callback.name()));
    }

    /** Tells whether anything of the callback is parked, or is to be sent on request. */
    public boolean isAnyWaiting(CallbackId callback) {
        String sql = "select exists (select from command.push_unsent where customer_id = ?"
                + " and status in ('parked', 'requested') and coalesce(callback, 'default') = ?)";
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, callback.customerId(), callback.name()));
    }

    /** The first deliveries of a customer that are parked, or to be made on request, behind another one, in the order of their ids. */
    public List<UnsentPunch> waiting(String customerId, String afterDelivery, int max) {
        return jdbc.query(
                WAITING,
                (row, number) -> new UnsentPunch(
                        customerId,
                        row.getString(2),
                        new PunchRef(DeliveryId.parse(row.getString(1)).punchId(), row.getString(3), row.getLong(4)),
                        UnsentPunch.Status.labelled(row.getString(5))),
                customerId,
                afterDelivery,
                max);
    }

    /** Tells whether the delivery is to be made on request. */
    public boolean isRequested(String deliveryId) {
        String sql = "select exists (select from command.push_unsent where delivery_id = ? and status = 'requested')";
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, deliveryId));
    }

    /** The first deliveries of a line that are to be made on request, in order. */
    public List<RequestedPunch> requested(LineKey line, int max) {
        return jdbc.query(
                REQUESTED,
                (row, number) -> new RequestedPunch(
                        new PunchRef(DeliveryId.parse(row.getString(1)).punchId(), line.sn(), row.getLong(2)),
                        row.getBoolean(3)),
                line.customerId(),
                line.sn(),
                line.callback().name(),
                max);
    }

    /** Hands on the lines with deliveries that are to be made on request. */
    public void eachRequestedLine(Consumer<LineKey> consumer) {
        jdbc.query(
                "select distinct customer_id, coalesce(callback, 'default'), sn from command.push_unsent"
                        + " where status = 'requested'",
                row -> {
                    consumer.accept(new LineKey(new CallbackId(row.getString(1), row.getString(2)), row.getString(3)));
                });
    }
}
