package io.punchgate.query.attendance.punch;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindNewestPunches;
import io.punchgate.api.attendance.AttendanceQuery.FindPunch;
import io.punchgate.api.attendance.AttendanceQuery.FindPunches;
import io.punchgate.api.attendance.AttendanceQuery.FindPunchesByTime;
import io.punchgate.api.attendance.AttendanceQuery.LocatePunch;
import io.punchgate.api.attendance.AttendanceResult.FoundPunch;
import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.api.attendance.AttendanceResult.PunchesByTime;
import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.attendance.PunchPlace;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.attendance.punch.PunchStatements.Positions;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.listing.Statement;
import io.punchgate.query.listing.StoredId;
import io.punchgate.query.person.People;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.log.PositionSearch;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.read.RecordFilter;
import io.punchgate.runtime.sql.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers queries about punches as they were recorded, with their corrections beside them. */
@Component
final class PunchQueryHandler {

    private final JdbcClient jdbc;
    private final PunchProjection projection;
    private final ProjectionProgress progress;
    private final LogReader log;
    private final People people;
    private final ShownPunches shown;

    PunchQueryHandler(
            @Reading JdbcClient jdbc,
            PunchProjection projection,
            ProjectionProgress progress,
            LogReader log,
            People people,
            ShownPunches shown) {
        this.jdbc = jdbc;
        this.people = people;
        this.shown = shown;
        this.projection = projection;
        this.progress = progress;
        this.log = log;
    }

    @QueryHandler
    Optional<FoundPunch> handle(FindPunch query) {
        @Nullable UUID id = StoredId.read(query.punchId());
        if (id == null) {
            return Optional.empty();
        }
        progress.await(projection);
        return jdbc.sql(PunchStatements.SELECT + " where id = ? and customer_id = ?")
                .params(id, query.customerId())
                .query(new PunchMapper())
                .optional()
                .map(row -> found(shown.of(List.of(row), Long.MAX_VALUE).getFirst(), row.position()));
    }

    /** The punch with what only its event tells: the lists do without. */
    private FoundPunch found(PunchView punch, long position) {
        Optional<JsonNode> event = log.records(position, position, RecordFilter.ALL).stream()
                .map(LoggedRecord::payload)
                .findFirst();
        @Nullable
        String label = event.map(told -> told.path("label").asString(null)).orElse(null);
        return new FoundPunch(punch, label, pushedType(punch, event));
    }

    private static @Nullable PunchType pushedType(PunchView punch, Optional<JsonNode> event) {
        return punch.type() != null || event.isEmpty()
                ? punch.type()
                : PunchType.named(event.get().path("assumedType").asString("")).orElse(PunchType.CheckIn);
    }

    @QueryHandler
    Optional<PunchPlace> handle(LocatePunch query) {
        progress.await(projection);
        @Nullable String customer = query.customerId();
        Optional<PunchPlace> shown = jdbc.sql(PunchStatements.POSITION)
                .param("id", StoredId.read(query.punchId()))
                .param("customer", customer)
                .query(Long.class)
                .optional()
                .map(PunchPlace::new);
        return shown.isPresent() ? shown : inLog(customer, query.punchId());
    }

    /** A punch that is too old to be shown is still in the log. */
    private Optional<PunchPlace> inLog(@Nullable String customer, String punchId) {
        return TimeOrderedIds.timeOf(punchId)
                .flatMap(madeAt -> log.findPunch(customer, punchId, madeAt))
                .map(found -> new PunchPlace(found.position()));
    }

    @QueryHandler
    Punches handle(FindPunches query) {
        progress.await(projection);
        // Read before the rows: up to here every punch is there to be read.
        long upTo = AsOf.lastPosition(query.asOf());
        long flushed = Math.min(progress.position(projection), upTo);
        Positions within = within(query.filter(), query.afterPosition(), upTo);
        SelectedPunches of = selected(query.customerId(), query.filter());
        boolean few = areFew(PunchStatements.countedOfTimes(of));
        Portion<PunchRow> found = select(PunchStatements.recorded(of, within, few, query.limit() + 1), query.limit());
        long last = found.end(PunchRow::position, query.afterPosition());
        return new Punches(
                shown.of(found.rows(), upTo), found.hasMore() ? last : Math.max(last, flushed), found.hasMore());
    }

    @QueryHandler
    Punches handle(FindNewestPunches query) {
        progress.await(projection);
        long flushed = progress.position(projection);
        Portion<PunchRow> found =
                select(PunchStatements.newest(query.customerId(), query.sn(), query.limit() + 1), query.limit());
        // One that came in between is told of again rather than never.
        return new Punches(shown.of(found.rows(), Long.MAX_VALUE), flushed, found.hasMore());
    }

    @QueryHandler
    PunchesByTime handle(FindPunchesByTime query) {
        progress.await(projection);
        @Nullable PunchMoment after = query.after();
        long upTo = AsOf.lastPosition(query.asOf());
        Positions within = within(query.filter(), 0, upTo);
        SelectedPunches of = selected(query.customerId(), query.filter());
        boolean few = areFew(PunchStatements.counted(of));
        Portion<PunchRow> found =
                select(PunchStatements.byTime(of, within, after, few, query.limit() + 1), query.limit());
        @Nullable
        PunchMoment end =
                found.rows().isEmpty() ? after : found.rows().getLast().moment();
        return new PunchesByTime(shown.of(found.rows(), upTo), end, found.hasMore());
    }

    /**
     * The positions that a filter of record times leaves: a punch is recorded a moment after it was received.
     *
     * @param upTo the last that may be among them
     */
    private Positions within(PunchFilter filter, long after, long upTo) {
        @Nullable Instant from = filter.recordedFrom();
        @Nullable Instant to = filter.recordedTo();
        long last = to == null ? upTo : Math.min(upTo, log.positionAfter(to.plus(PositionSearch.CLOCKS_APART_MAX)));
        return new Positions(
                from == null ? after : Math.max(after, log.positionBefore(from)),
                last == Long.MAX_VALUE ? last : last + 1);
    }

    private SelectedPunches selected(String customerId, PunchFilter filter) {
        @Nullable String user = filter.userId();
        return new SelectedPunches(customerId, filter, user == null ? null : people.idOf(customerId, user));
    }

    private boolean areFew(@Nullable Statement counted) {
        return counted != null && counted.on(jdbc).query(Long.class).single() <= PunchStatements.SORTED_MAX;
    }

    private Portion<PunchRow> select(Statement statement, int limit) {
        return Portion.of(statement.on(jdbc).query(new PunchMapper()).list(), limit);
    }
}
