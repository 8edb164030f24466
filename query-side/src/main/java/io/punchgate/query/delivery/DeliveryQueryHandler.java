package io.punchgate.query.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.AttemptView;
import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryHistory;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryQuery.CountDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDeliveries;
import io.punchgate.api.delivery.DeliveryQuery.FindDelivery;
import io.punchgate.api.delivery.DeliveryResult.Deliveries;
import io.punchgate.api.delivery.DeliveryResult.DeliveryCounts;
import io.punchgate.query.delivery.table.CallbackText;
import io.punchgate.query.delivery.table.DeliveryProjection;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.listing.Statement;
import io.punchgate.query.listing.StoredId;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.log.PositionSearch;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.sql.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about what became of pushes. */
@Component
final class DeliveryQueryHandler {

    private static final String ATTEMPTS = """
            with told as (select * from query.delivery where punch_id = ? and callback = ?)
            select at, status_code, latency_ms, error, excerpt, sealed, punch_id as pushed_id,
                (select person_id from told) as person_id
            from (select first_at as at, first_status_code as status_code, first_latency_ms as latency_ms,
                    first_error as error, first_excerpt as excerpt, first_sealed as sealed, punch_id, 0 as position
                from told where first_at is not null
                union all select at, status_code, latency_ms, error, excerpt, sealed, punch_id, position
                from query.delivery_attempt where punch_id = ? and callback = ?) attempts
            order by position
            """;

    private static final String COUNTS = """
            select coalesce(sum(delivered), 0) as delivered, coalesce(sum(pending), 0) as pending,
                coalesce(sum(parked), 0) as parked, coalesce(sum(never), 0) as never, coalesce(sum(erased), 0) as erased,
                coalesce(sum(delivered + pending + parked + never + erased), 0) as received
            from query.delivery_count""";

    private static final String BY_ID = "select " + DeliveryMapper.COLUMNS + " from query.delivery d"
            + DeliveryMapper.JOINED + " where d.punch_id = ? and d.callback in (?, ?) and d.customer_id = ?";

    private final JdbcClient jdbc;
    private final DeliveryProjection projection;
    private final ProjectionProgress progress;
    private final LogReader log;
    private final Excerpts excerpts;

    DeliveryQueryHandler(
            @Reading JdbcClient jdbc,
            DeliveryProjection projection,
            ProjectionProgress progress,
            LogReader log,
            Excerpts excerpts) {
        this.excerpts = excerpts;
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
        Portion<ListedDelivery> found = Portion.of(listed(query), query.limit());
        DeliveryPlace last = found.end(ListedDelivery::place, query.after());
        return new Deliveries(
                found.map(ListedDelivery::view),
                found.hasMore() ? last : DeliveryPlace.behind(Math.max(last.position(), flushed)),
                found.hasMore());
    }

    @QueryHandler
    Optional<DeliveryHistory> handle(FindDelivery query) {
        progress.await(projection);
        DeliveryId id = DeliveryId.parse(query.deliveryId());
        @Nullable UUID punch = StoredId.read(id.punchId());
        if (punch == null) {
            return Optional.empty();
        }
        @Nullable String name = id.callback();
        return jdbc.sql(BY_ID)
                .params(
                        punch,
                        CallbackText.ofName(name == null ? CallbackId.DEFAULT_NAME : name),
                        name == null ? CallbackText.NONE : name,
                        query.customerId())
                .query(new DeliveryMapper())
                .optional()
                .filter(delivery -> delivery.view().id().equals(query.deliveryId()))
                .map(delivery -> DeliveryHistory.of(
                        delivery.view(), attempts(punch, delivery.view().callback())));
    }

    @QueryHandler
    DeliveryCounts handle(CountDeliveries query) {
        @Nullable String name = query.callback();
        progress.await(projection);
        return new Conditions()
                .and("customer_id = ?", query.customerId())
                .andIfGiven("callback = ?", name == null ? null : CallbackText.ofName(name))
                .select(COUNTS, "")
                .on(jdbc)
                .query((row, number) -> new DeliveryCounts(
                        row.getLong("received"),
                        row.getLong("delivered"),
                        row.getLong("pending"),
                        row.getLong("parked"),
                        row.getLong("never"),
                        row.getLong("erased")))
                .single();
    }

    private List<ListedDelivery> listed(FindDeliveries query) {
        DeliveryFilter filter = query.filter();
        @Nullable String callback = filter.callback();
        List<String> callbacks = callback == null
                ? DeliveryStatements.callbacks(query.customerId())
                        .on(jdbc)
                        .query(String.class)
                        .list()
                : List.of(CallbackText.ofName(callback));
        return callbacks.isEmpty()
                ? List.of()
                : statement(query, callbacks)
                        .on(jdbc)
                        .query(new DeliveryMapper())
                        .list();
    }

    private Statement statement(FindDeliveries query, List<String> callbacks) {
        DeliveryFilter filter = query.filter();
        @Nullable Instant from = filter.recordedFrom();
        @Nullable Instant to = filter.recordedTo();
        return DeliveryStatements.list(
                query.customerId(),
                callbacks,
                filter,
                from == null ? query.after() : later(query.after(), log.positionBefore(from)),
                to == null ? Long.MAX_VALUE : log.positionAfter(to.plus(PositionSearch.CLOCKS_APART_MAX)) + 1,
                query.limit() + 1);
    }

    private static DeliveryPlace later(DeliveryPlace place, long position) {
        return place.position() > position ? place : DeliveryPlace.behind(position);
    }

    private List<AttemptView> attempts(UUID punch, @Nullable String shown) {
        String callback = shown == null ? CallbackText.NONE : CallbackText.ofName(shown);
        return excerpts.open(jdbc.sql(ATTEMPTS)
                .params(punch, callback, punch, callback)
                .query((row, number) -> Excerpts.Kept.read(row, ""))
                .list());
    }
}
