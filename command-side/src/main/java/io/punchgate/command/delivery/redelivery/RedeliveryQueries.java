package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentPunch.Status;
import io.punchgate.runtime.sql.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a customer's punches from the push's own tables. */
@Component
class RedeliveryQueries {

    private static final String UNSENT = """
            select delivery_id, customer_id, callback, sn, sequence, status from command.push_unsent
            where customer_id = :customer and status = :status and (cast(:sn as text) is null or sn = :sn)
                and (sn, sequence, coalesce(callback, '')) > (:afterSn, :afterSequence, :afterCallback)
            order by sn, sequence, coalesce(callback, '') limit :max
            """;
    private static final String LINES = """
            select sn, done, handed from command.push_line where customer_id = :customer and callback = :callback
            union all
            select sn, 0, 0 from command.push_device d where customer_id = :customer
                and not exists (select from command.push_line l
                    where l.customer_id = d.customer_id and l.callback = :callback and l.sn = d.sn)
            """;

    private final JdbcClient jdbc;

    RedeliveryQueries(@Reading JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The customer's delivery of that id, if no line makes it. */
    Optional<UnsentPunch> findUnsent(String customerId, String deliveryId) {
        return jdbc.sql("select delivery_id, customer_id, callback, sn, sequence, status from command.push_unsent"
                        + " where delivery_id = ? and customer_id = ?")
                .params(deliveryId, customerId)
                .query((row, number) -> unsent(row))
                .optional();
    }

    /** The first deliveries of a status after another, by device and sequence; {@code sn} null: of all devices. */
    List<UnsentPunch> unsent(
            String customerId, Status status, @Nullable String sn, @Nullable UnsentPunch after, int max) {
        return jdbc.sql(UNSENT)
                .param("customer", customerId)
                .param("status", status.label())
                .param("sn", sn)
                .param("afterSn", after == null ? "" : after.punch().sn())
                .param("afterSequence", after == null ? 0 : after.punch().sequence())
                .param("afterCallback", after == null ? "" : Objects.requireNonNullElse(after.callback(), ""))
                .param("max", max)
                .query((row, number) -> unsent(row))
                .list();
    }

    private static UnsentPunch unsent(ResultSet row) throws SQLException {
        Status status = Status.labelled(row.getString("status"));
        @Nullable String callback = row.getString("callback");
        // Rows of the time before callbacks had names have none.
        boolean unnamed = callback == null && status != Status.NEVER;
        return new UnsentPunch(
                row.getString("customer_id"),
                unnamed ? CallbackId.DEFAULT_NAME : callback,
                new PunchRef(
                        DeliveryId.parse(row.getString("delivery_id")).punchId(),
                        row.getString("sn"),
                        row.getLong("sequence")),
                status);
    }

    /** The ids among these whose deliveries no line makes. */
    Set<String> unsentAmong(Collection<String> deliveryIds) {
        return new HashSet<>(jdbc.sql("select delivery_id from command.push_unsent where delivery_id = any (?)")
                .param(deliveryIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** The devices of the callback's customer by serial number, with the punches that wait in their lines. */
    Map<String, InLine> devices(CallbackId callback) {
        Map<String, InLine> devices = new HashMap<>();
        jdbc.sql(LINES)
                .param("customer", callback.customerId())
                .param("callback", callback.name())
                .query(row -> {
                    devices.put(row.getString(1), new InLine(row.getLong(2), row.getLong(3)));
                });
        return devices;
    }

    /** The punches of a device that wait to be sent: those after one sequence, up to another. */
    record InLine(long after, long upTo) {

        boolean holds(PunchRef punch) {
            return punch.sequence() > after && punch.sequence() <= upTo;
        }
    }
}
