package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.sql.Reading;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a customer's punches from the push's own tables. */
@Component
class RedeliveryQueries {

    private static final String UNSENT = """
            select punch_id, sn, sequence from command.push_unsent
            where customer_id = :customer and status = :status and (cast(:sn as text) is null or sn = :sn)
                and (sn, sequence) > (:afterSn, :afterSequence)
            order by sn, sequence limit :max
            """;
    private static final String LINES = """
            select sn, done, handed from command.push_line where customer_id = ?
            union all
            select sn, 0, 0 from command.push_device d where customer_id = ?
                and not exists (select from command.push_line l where l.customer_id = d.customer_id and l.sn = d.sn)
            """;

    private final JdbcClient jdbc;

    RedeliveryQueries(@Reading JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean hasCallback(String customerId) {
        return jdbc.sql("select exists (select from command.push_callback where customer_id = ? and url is not null)")
                .param(customerId)
                .query(Boolean.class)
                .single();
    }

    /** The customer's punch of that id, if no line sends it; it is pending if a request was made. */
    Optional<RedeliverablePunches.Found> findUnsent(String customerId, String punchId) {
        return jdbc.sql("select sn, sequence, status from command.push_unsent where punch_id = ? and customer_id = ?")
                .params(punchId, customerId)
                .query((row, number) -> new RedeliverablePunches.Found(
                        new PunchRef(punchId, row.getString("sn"), row.getLong("sequence")),
                        row.getString("status").equals(UnsentPunch.Status.REQUESTED.label())))
                .optional();
    }

    /** The first punches of a status after another, by device and sequence; {@code sn} null: of all devices. */
    List<PunchRef> unsent(String customerId, String status, @Nullable String sn, @Nullable PunchRef after, int max) {
        return jdbc.sql(UNSENT)
                .param("customer", customerId)
                .param("status", status)
                .param("sn", sn)
                .param("afterSn", after == null ? "" : after.sn())
                .param("afterSequence", after == null ? 0 : after.sequence())
                .param("max", max)
                .query((row, number) ->
                        new PunchRef(row.getString("punch_id"), row.getString("sn"), row.getLong("sequence")))
                .list();
    }

    /** The ids among these whose punches no line sends. */
    Set<String> unsentAmong(Collection<String> punchIds) {
        return new HashSet<>(jdbc.sql("select punch_id from command.push_unsent where punch_id = any (?)")
                .param(punchIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** The customer's devices by serial number, with the punches that wait in their lines. */
    Map<String, InLine> devices(String customerId) {
        Map<String, InLine> devices = new HashMap<>();
        jdbc.sql(LINES).params(customerId, customerId).query(row -> {
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
