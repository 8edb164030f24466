package io.punchgate.query.delivery;

import io.punchgate.query.delivery.DeliveryView.AttemptView;
import io.punchgate.query.delivery.MonitorView.Customer;
import io.punchgate.query.delivery.MonitorView.Device;
import io.punchgate.query.delivery.MonitorView.Totals;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Parameters;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how pushes fare from the rows that are kept per device: no delivery is counted for it. */
@Component
final class Monitor {

    static final Set<String> PARAMETERS = Set.of("sn", "cursor", "limit");

    private static final String KIND = "monitor-1";
    private static final String TOTALS =
            "delivered + pending + parked + never + erased as received, pending, delivered,"
                    + " parked, never, erased, next_attempt_at, attempts, attempts_ms, last_at, last_status_code,"
                    + " last_latency_ms, last_error, last_excerpt";
    private static final String DEVICES = "select sn, " + TOTALS + " from query.delivery_device";
    private static final String CUSTOMER = """
            with device as (select * from query.delivery_device where customer_id = ?),
                total as (
                    select coalesce(sum(delivered), 0) as delivered, coalesce(sum(pending), 0) as pending,
                        coalesce(sum(parked), 0) as parked, coalesce(sum(never), 0) as never,
                        coalesce(sum(erased), 0) as erased, coalesce(sum(attempts), 0) as attempts,
                        coalesce(sum(attempts_ms), 0) as attempts_ms, min(next_attempt_at) as next_retry_at
                    from device),
                last as (select last_at, last_status_code, last_latency_ms, last_error, last_excerpt
                    from device where last_at is not null order by last_at desc limit 1)
            select total.*, last.*, delivered + pending + parked + never + erased as received,
                greatest(next_retry_at, c.next_attempt_at) as next_attempt_at,
                case when c.has_address then c.state end as state, c.reason, c.degraded_since, c.degraded_reason
            from total left join last on true
            left join query.callback_state c on c.customer_id = ?
            """;

    private final JdbcClient jdbc;

    Monitor(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The customer, and a page of its devices. */
    MonitorView of(String customerId, Parameters query) {
        @Nullable Cursor cursor = query.cursor(KIND, 1);
        String after = cursor == null ? "" : cursor.parts().getFirst();
        int limit = query.limit();
        List<Device> found = new Conditions()
                .and("customer_id = ?", customerId)
                .and("sn > ?", after)
                .andIfGiven("sn = ?", query.text("sn"))
                .select(jdbc, DEVICES, "order by sn limit ?", limit + 1)
                .query((row, number) -> new Device(row.getString("sn"), totals(row)))
                .list();
        boolean more = found.size() > limit;
        List<Device> rows = more ? found.subList(0, limit) : found;
        String last = rows.isEmpty() ? after : rows.getLast().sn();
        return new MonitorView(customer(customerId), rows, new Cursor(KIND, List.of(last)).text(), more);
    }

    private Customer customer(String customerId) {
        return jdbc.sql(CUSTOMER)
                .params(customerId, customerId)
                .query((row, number) -> new Customer(
                        totals(row),
                        row.getString("state"),
                        row.getString("reason"),
                        Timestamps.instantOrNull(row, "degraded_since"),
                        row.getString("degraded_reason")))
                .single();
    }

    private static Totals totals(ResultSet row) throws SQLException {
        long attempts = row.getLong("attempts");
        return new Totals(
                row.getLong("received"),
                row.getLong("pending"),
                row.getLong("delivered"),
                row.getLong("parked"),
                row.getLong("never"),
                row.getLong("erased"),
                Timestamps.instantOrNull(row, "next_attempt_at"),
                lastRequest(row),
                attempts == 0 ? null : row.getLong("attempts_ms") / attempts);
    }

    private static @Nullable AttemptView lastRequest(ResultSet row) throws SQLException {
        @Nullable Instant at = Timestamps.instantOrNull(row, "last_at");
        return at == null
                ? null
                : new AttemptView(
                        at,
                        row.getObject("last_status_code", Integer.class),
                        row.getLong("last_latency_ms"),
                        row.getString("last_error"),
                        row.getString("last_excerpt"));
    }
}
