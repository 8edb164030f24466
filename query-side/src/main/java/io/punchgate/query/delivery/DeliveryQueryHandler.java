package io.punchgate.query.delivery;

import io.punchgate.api.delivery.AttemptView;
import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryHistory;
import io.punchgate.api.delivery.DeliveryQuery.CountDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDelivery;
import io.punchgate.api.delivery.DeliveryResult.Deliveries;
import io.punchgate.api.delivery.DeliveryResult.DeliveryCounts;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.listing.Statement;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.log.PositionSearch;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about what became of pushes. */
@Component
final class DeliveryQueryHandler {

    private static final String ATTEMPTS = "select at, status_code, latency_ms, error, excerpt from"
            + " (select first_at as at, first_status_code as status_code, first_latency_ms as latency_ms,"
            + " first_error as error, first_excerpt as excerpt, 0 as position"
            + " from query.delivery where id = ? and first_at is not null"
            + " union all select at, status_code, latency_ms, error, excerpt, position"
            + " from query.delivery_attempt where delivery_id = ?) attempts order by position";

    private static final String COUNTS = "select delivered, pending, parked, never, erased,"
            + " delivered + pending + parked + never + erased as received"
            + " from query.delivery_count where customer_id = ?";

    private final JdbcClient jdbc;
    private final DeliveryProjection projection;
    private final ProjectionProgress progress;
    private final LogReader log;

    DeliveryQueryHandler(
            @Reading JdbcClient jdbc, DeliveryProjection projection, ProjectionProgress progress, LogReader log) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.progress = progress;
        this.log = log;
    }

    @QueryHandler
    Deliveries handle(FindDeliveries query) {
        progress.await(projection);
        // Read before the rows: up to here every delivery is there to be read.
        long flushed = progress.position(projection);
        Portion<ListedDelivery> found =
                Portion.of(statement(query).on(jdbc).query(new DeliveryMapper()).list(), query.limit());
        long last = found.end(ListedDelivery::position, query.afterPosition());
        return new Deliveries(
                found.map(ListedDelivery::view), found.hasMore() ? last : Math.max(last, flushed), found.hasMore());
    }

    @QueryHandler
    Optional<DeliveryHistory> handle(FindDelivery query) {
        progress.await(projection);
        return jdbc.sql(DeliveryMapper.SELECT + " where id = ? and customer_id = ?")
                .params(query.deliveryId(), query.customerId())
                .query(new DeliveryMapper())
                .optional()
                .map(delivery -> DeliveryHistory.of(delivery.view(), attempts(query.deliveryId())));
    }

    @QueryHandler
    DeliveryCounts handle(CountDeliveries query) {
        progress.await(projection);
        return jdbc.sql(COUNTS)
                .param(query.customerId())
                .query((row, number) -> new DeliveryCounts(
                        row.getLong("received"),
                        row.getLong("delivered"),
                        row.getLong("pending"),
                        row.getLong("parked"),
                        row.getLong("never"),
                        row.getLong("erased")))
                .optional()
                .orElse(new DeliveryCounts(0, 0, 0, 0, 0, 0));
    }

    private Statement statement(FindDeliveries query) {
        DeliveryFilter filter = query.filter();
        @Nullable Instant from = filter.recordedFrom();
        @Nullable Instant to = filter.recordedTo();
        return DeliveryStatements.list(
                query.customerId(),
                filter,
                from == null ? query.afterPosition() : Math.max(query.afterPosition(), log.positionBefore(from)),
                to == null ? Long.MAX_VALUE : log.positionAfter(to.plus(PositionSearch.CLOCKS_APART_MAX)) + 1,
                query.limit() + 1);
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
