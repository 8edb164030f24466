package io.punchgate.query.delivery;

import io.punchgate.api.delivery.AttemptView;
import io.punchgate.api.delivery.DeliveryQuery.MonitorDeliveries;
import io.punchgate.api.delivery.DeliveryResult.CallbackFigures;
import io.punchgate.api.delivery.DeliveryResult.DeviceFigures;
import io.punchgate.api.delivery.DeliveryResult.Figures;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers the monitor from the rows that are kept per device: it counts no delivery. */
@Component
final class MonitorQueryHandler {

    private static final String FIGURES =
            "delivered + pending + parked + never + erased as received, pending, delivered,"
                    + " parked, never, erased, next_attempt_at, attempts, attempts_ms, last_at, last_status_code,"
                    + " last_latency_ms, last_error, last_excerpt";
    private static final String DEVICES = "select sn, " + FIGURES + " from query.delivery_device";
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
    private final DeliveryProjection projection;
    private final ProjectionProgress progress;

    MonitorQueryHandler(@Reading JdbcClient jdbc, DeliveryProjection projection, ProjectionProgress progress) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.progress = progress;
    }

    @QueryHandler
    Monitor handle(MonitorDeliveries query) {
        progress.await(projection);
        Portion<DeviceFigures> devices = Portion.of(
                new Conditions()
                        .and("customer_id = ?", query.customerId())
                        .and("sn > ?", query.afterSn())
                        .andIfGiven("sn = ?", query.sn())
                        .select(DEVICES, "order by sn limit ?", query.limit() + 1)
                        .on(jdbc)
                        .query((row, number) -> new DeviceFigures(row.getString("sn"), figures(row)))
                        .list(),
                query.limit());
        return new Monitor(
                customer(query.customerId()),
                devices.rows(),
                devices.end(DeviceFigures::sn, query.afterSn()),
                devices.hasMore());
    }

    private CallbackFigures customer(String customerId) {
        return jdbc.sql(CUSTOMER)
                .params(customerId, customerId)
                .query((row, number) -> new CallbackFigures(
                        figures(row),
                        row.getString("state"),
                        row.getString("reason"),
                        Timestamps.instantOrNull(row, "degraded_since"),
                        row.getString("degraded_reason")))
                .single();
    }

    private static Figures figures(ResultSet row) throws SQLException {
        long attempts = row.getLong("attempts");
        return new Figures(
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
