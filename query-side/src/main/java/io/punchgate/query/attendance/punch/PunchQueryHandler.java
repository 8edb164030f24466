package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.AttendanceQuery.FindPunch;
import io.punchgate.api.attendance.AttendanceQuery.FindPunches;
import io.punchgate.api.attendance.AttendanceQuery.FindPunchesByTime;
import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.api.attendance.AttendanceResult.PunchesByTime;
import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import java.time.LocalDate;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about punches as they were recorded. */
@Component
final class PunchQueryHandler {

    private static final String SELECT = "select * from query.punch";

    private final JdbcClient jdbc;
    private final PunchProjection projection;
    private final ProjectionProgress progress;

    PunchQueryHandler(JdbcClient jdbc, PunchProjection projection, ProjectionProgress progress) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.progress = progress;
    }

    @QueryHandler
    Optional<PunchView> handle(FindPunch query) {
        progress.await(projection);
        return jdbc.sql(SELECT + " where id = ? and customer_id = ?")
                .params(query.punchId(), query.customerId())
                .query(new PunchMapper())
                .optional()
                .map(PunchRow::view);
    }

    @QueryHandler
    Punches handle(FindPunches query) {
        progress.await(projection);
        // Read before the rows: up to here every punch is there to be read.
        long flushed = progress.position(projection);
        Conditions conditions =
                conditions(query.customerId(), query.filter()).and("position > ?", query.afterPosition());
        Portion<PunchRow> found = select(conditions, "order by position limit ?", query.limit());
        long last = found.end(PunchRow::position, query.afterPosition());
        return new Punches(
                found.map(PunchRow::view), found.hasMore() ? last : Math.max(last, flushed), found.hasMore());
    }

    @QueryHandler
    PunchesByTime handle(FindPunchesByTime query) {
        progress.await(projection);
        @Nullable PunchMoment after = query.after();
        Conditions conditions = conditions(query.customerId(), query.filter());
        if (after != null) {
            conditions.and("(time, position) > (?, ?)", after.time(), after.position());
        }
        Portion<PunchRow> found = select(conditions, "order by time, position limit ?", query.limit());
        @Nullable
        PunchMoment end =
                found.rows().isEmpty() ? after : found.rows().getLast().moment();
        return new PunchesByTime(found.map(PunchRow::view), end, found.hasMore());
    }

    private Portion<PunchRow> select(Conditions conditions, String order, int limit) {
        return Portion.of(
                conditions
                        .select(jdbc, SELECT, order, limit + 1)
                        .query(new PunchMapper())
                        .list(),
                limit);
    }

    private static Conditions conditions(String customerId, PunchFilter filter) {
        Conditions conditions = new Conditions()
                .and("customer_id = ?", customerId)
                .andIfGiven("sn = ?", filter.sn())
                .andIfGiven("user_id = ?", filter.userId())
                .andIfGiven(
                        "type = ?", filter.type() == null ? null : filter.type().name())
                .andIfGiven("transport = ?", filter.transport())
                .andIfGiven("time >= ?", filter.from())
                .andIfGiven("time <= ?", filter.to())
                .andIfGiven("recorded_at >= ?", filter.recordedFrom())
                .andIfGiven("recorded_at <= ?", filter.recordedTo());
        addDays(conditions, filter.fromDay(), filter.toDay());
        return conditions;
    }

    /** The conditions of {@code time} say nothing new; they are there for the index. */
    private static void addDays(Conditions conditions, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null) {
            conditions.and("local_time >= ?", from.atStartOfDay()).and("time >= ?", LocalDays.earliest(from));
        }
        if (to != null) {
            LocalDate next = to.plusDays(1);
            conditions.and("local_time < ?", next.atStartOfDay()).and("time < ?", LocalDays.latest(next));
        }
    }
}
