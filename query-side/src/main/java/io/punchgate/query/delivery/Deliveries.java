package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.delivery.DeliveryView.AttemptView;
import io.punchgate.query.delivery.DeliveryView.Summary;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.sql.Timestamps;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what became of pushes. */
@Component
final class Deliveries {

    static final Set<String> PARAMETERS = Set.of("status", "sn", "from", "to", "cursor", "limit");

    private static final String KIND = "deliveries-1";
    private static final String ATTEMPTS = "select at, status_code, latency_ms, error, excerpt from"
            + " (select first_at as at, first_status_code as status_code, first_latency_ms as latency_ms,"
            + " first_error as error, first_excerpt as excerpt, 0 as position"
            + " from query.delivery where id = ? and first_at is not null"
            + " union all select at, status_code, latency_ms, error, excerpt, position"
            + " from query.delivery_attempt where delivery_id = ?) attempts order by position";

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In the order in which the punches were recorded.
     *
     * @param flushed up to where every delivery is there to be read
     */
    Page<DeliveryView<Integer>> page(String customerId, Parameters query, long flushed) {
        long after = query.positionAfter(KIND);
        int limit = query.limit();
        Conditions conditions = conditions(customerId, query).and("position > ?", after);
        List<DeliveryView<Integer>> found = conditions
                .select(jdbc, DeliveryMapper.SELECT, "order by position limit ?", limit + 1)
                .query(new DeliveryMapper())
                .list();
        boolean more = found.size() > limit;
        List<DeliveryView<Integer>> rows = more ? found.subList(0, limit) : found;
        long last = rows.isEmpty() ? after : rows.getLast().position();
        return new Page<>(
                rows, Cursor.at(KIND, more ? last : Math.max(last, flushed)).text(), more);
    }

    /** A customer's delivery of that id with its attempts, or empty. */
    Optional<DeliveryView<List<AttemptView>>> find(String customerId, String id) {
        return jdbc.sql(DeliveryMapper.SELECT + " where id = ? and customer_id = ?")
                .params(id, customerId)
                .query(new DeliveryMapper())
                .optional()
                .map(delivery -> delivery.withAttempts(attempts(id)));
    }

    /** How many of a customer's deliveries stand where. */
    Summary summary(String customerId) {
        String sql = "select delivered, pending, parked, never, erased,"
                + " delivered + pending + parked + never + erased as received"
                + " from query.delivery_count where customer_id = ?";
        return jdbc.sql(sql)
                .param(customerId)
                .query((row, number) -> new Summary(
                        row.getLong("received"),
                        row.getLong("delivered"),
                        row.getLong("pending"),
                        row.getLong("parked"),
                        row.getLong("never"),
                        row.getLong("erased")))
                .optional()
                .orElse(new Summary(0, 0, 0, 0, 0, 0));
    }

    private static Conditions conditions(String customerId, Parameters query) {
        @Nullable String status = query.oneOf("status", DeliveryStatus.LABELS);
        @Nullable TimeBound from = query.time("from");
        @Nullable TimeBound to = query.time("to");
        Parameters.checkOrder("from", from, to);
        Conditions conditions =
                new Conditions().and("customer_id = ?", customerId).andIfGiven("sn = ?", query.text("sn"));
        if (status != null) {
            // One of our own words, and written out, so that the planner sees that the partial index serves.
            conditions.and("status = '" + status + "'");
        }
        if (from != null) {
            conditions.and("recorded_at >= ?", Timestamps.utc(from.firstUtc()));
        }
        if (to != null) {
            conditions.and("recorded_at <= ?", Timestamps.utc(to.lastUtc()));
        }
        return conditions;
    }

    private List<AttemptView> attempts(String id) {
        return jdbc.sql(ATTEMPTS)
                .params(id, id)
                .query((row, number) -> new AttemptView(
                        Timestamps.instant(row, "at"),
                        row.getObject("status_code", Integer.class),
                        row.getLong("latency_ms"),
                        row.getString("error"),
                        row.getString("excerpt")))
                .list();
    }
}
