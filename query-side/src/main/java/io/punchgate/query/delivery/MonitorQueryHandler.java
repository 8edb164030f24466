package io.punchgate.query.delivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryQuery.MonitorDeliveries;
import io.punchgate.api.delivery.DeliveryResult.CallbackFigures;
import io.punchgate.api.delivery.DeliveryResult.CustomerFigures;
import io.punchgate.api.delivery.DeliveryResult.DeviceFigures;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import io.punchgate.query.delivery.table.CallbackText;
import io.punchgate.query.delivery.table.DeliveryProjection;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers the monitor from the rows that are kept per callback and device: it counts no delivery. */
@Component
final class MonitorQueryHandler {

    private static final String DEVICES =
            "select callback, sn, " + MonitoredSums.COLUMNS + " from query.delivery_device";

    /** By which one device is looked up in the table's key. */
    private static final String OF_EACH_CALLBACK =
            "callback = any (array(select callback from query.delivery_count where customer_id = ?))";

    /** A callback that is tried by one request at a time has its next attempt then, and its devices theirs not before. */
    private static final String CALLBACKS = """
            with device as (select * from query.delivery_device where customer_id = ?),
                total as (
                    select callback, sum(delivered) as delivered, sum(pending) as pending, sum(parked) as parked,
                        sum(never) as never, sum(erased) as erased, sum(attempts) as attempts,
                        sum(attempts_ms) as attempts_ms, min(next_attempt_at) as next_retry_at
                    from device group by callback),
                last as (select distinct on (callback) callback, last_at, last_status_code, last_latency_ms, last_error,
                        last_excerpt, last_sealed, last_pushed_id, last_person_id
                    from device where last_at is not null order by callback, last_at desc),
                state as (select * from query.callback_state where customer_id = ?),
                name as (select callback from total union select callback from state where present)
            select *, greatest(next_retry_at, probe_at) as next_attempt_at
            from name left join total using (callback) left join last using (callback) left join (
                select callback, present, state, reason, degraded_since, degraded_reason,
                    next_attempt_at as probe_at from state) state using (callback)
            order by callback
            """;

    private final JdbcClient jdbc;
    private final DeliveryProjection projection;
    private final ProjectionProgress progress;
    private final Excerpts excerpts;

    MonitorQueryHandler(
            @Reading JdbcClient jdbc, DeliveryProjection projection, ProjectionProgress progress, Excerpts excerpts) {
        this.excerpts = excerpts;
        this.jdbc = jdbc;
        this.projection = projection;
        this.progress = progress;
    }

    /** The figures of a callback, before they are summed up. */
    private record Callback(
            String text,
            MonitoredSums sums,
            @Nullable String state,
            @Nullable String reason,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {

        static Callback read(ResultSet row) throws SQLException {
            boolean present = row.getBoolean("present");
            return new Callback(
                    row.getString("callback"),
                    MonitoredSums.read(row),
                    present ? row.getString("state") : null,
                    row.getString("reason"),
                    Timestamps.instantOrNull(row, "degraded_since"),
                    row.getString("degraded_reason"));
        }

        CallbackFigures figures(Map<UUID, PersonKey> keys) {
            return new CallbackFigures(
                    CallbackText.name(text), sums.figures(keys), state, reason, degradedSince, degradedReason);
        }
    }

    /** A row of the list. */
    private record Listed(String callback, String sn, MonitoredSums sums) {

        DeviceFigures figures(Map<UUID, PersonKey> keys) {
            return new DeviceFigures(CallbackText.name(callback), sn, sums.figures(keys));
        }
    }

    @QueryHandler
    Monitor handle(MonitorDeliveries query) {
        progress.await(projection);
        @Nullable String only = only(query);
        Portion<Listed> devices = Portion.of(devices(query), query.limit());
        List<Callback> callbacks = jdbc.sql(CALLBACKS)
                .params(query.customerId(), query.customerId())
                .query((row, number) -> Callback.read(row))
                .list();
        Map<UUID, PersonKey> keys = excerpts.keysOf(Stream.concat(
                        devices.rows().stream().map(Listed::sums),
                        callbacks.stream().map(Callback::sums))
                .flatMap(sums -> Stream.ofNullable(sums.last()))
                .toList());
        return new Monitor(
                customer(callbacks, keys),
                callbacks.stream()
                        .filter(each -> only == null || each.text().equals(only))
                        .map(each -> each.figures(keys))
                        .toList(),
                devices.map(each -> each.figures(keys)),
                devices.end(Listed::callback, query.afterCallback()),
                devices.end(Listed::sn, query.afterSn()),
                devices.hasMore());
    }

    /** The text of the only callback that is asked for; null: all are. */
    private static @Nullable String only(MonitorDeliveries query) {
        @Nullable String name = query.callback();
        return name == null ? null : CallbackText.ofName(name);
    }

    private List<Listed> devices(MonitorDeliveries query) {
        Conditions conditions = new Conditions()
                .and("customer_id = ?", query.customerId())
                .and("(callback, sn) > (?, ?)", query.afterCallback(), query.afterSn())
                .andIfGiven("callback = ?", only(query));
        @Nullable String sn = query.sn();
        if (sn != null) {
            conditions.and("sn = ?", sn).and(OF_EACH_CALLBACK, query.customerId());
        }
        return conditions
                .select(DEVICES, "order by callback, sn limit ?", query.limit() + 1)
                .on(jdbc)
                .query((row, number) ->
                        new Listed(row.getString("callback"), row.getString("sn"), MonitoredSums.read(row)))
                .list();
    }

    private static CustomerFigures customer(List<Callback> callbacks, Map<UUID, PersonKey> keys) {
        MonitoredSums sums = callbacks.stream().map(Callback::sums).reduce(MonitoredSums.NONE, MonitoredSums::plus);
        @Nullable
        Callback ofDefault = callbacks.stream()
                .filter(each -> each.text().equals(CallbackText.ofName(CallbackId.DEFAULT_NAME)))
                .findFirst()
                .orElse(null);
        return ofDefault == null
                ? new CustomerFigures(sums.figures(keys), null, null, null, null)
                : new CustomerFigures(
                        sums.figures(keys),
                        ofDefault.state(),
                        ofDefault.reason(),
                        ofDefault.degradedSince(),
                        ofDefault.degradedReason());
    }
}
