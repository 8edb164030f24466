package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.AttendanceQuery.ExportPunches;
import io.punchgate.api.attendance.AttendanceResult.ExportedPunches;
import io.punchgate.query.attendance.punch.PunchStatements.Positions;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.listing.Statement;
import io.punchgate.query.person.People;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.sql.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers the questions of an export, each of which goes on behind the one before: no connection and no snapshot is held between
 * them. All punches that are recorded later have later positions, so that they tell of one moment all the same.
 */
@Component
final class PunchExportQueryHandler {

    private final JdbcClient jdbc;
    private final PunchProjection projection;
    private final ProjectionProgress progress;
    private final People people;
    private final ShownPunches shown;

    PunchExportQueryHandler(
            @Reading JdbcClient jdbc,
            PunchProjection projection,
            ProjectionProgress progress,
            People people,
            ShownPunches shown) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.progress = progress;
        this.people = people;
        this.shown = shown;
    }

    @QueryHandler
    ExportedPunches handle(ExportPunches query) {
        @Nullable String user = query.filter().userId();
        SelectedPunches of = new SelectedPunches(
                query.customerId(), query.filter(), user == null ? null : people.idOf(query.customerId(), user));
        Positions within = query.untilPosition() == 0
                ? begin(query, of)
                : new Positions(query.afterPosition(), query.untilPosition() + 1);
        Portion<Walked> walked = Portion.of(
                PunchExportStatements.page(of, within, query.limit() + 1)
                        .on(jdbc)
                        .query(PunchExportQueryHandler::walked)
                        .list(),
                query.limit());
        return new ExportedPunches(
                shown.of(
                        walked.rows().stream()
                                .flatMap(row -> Stream.ofNullable(row.wanted))
                                .toList(),
                        Long.MAX_VALUE),
                walked.end(Walked::position, within.after()),
                within.before() - 1,
                walked.hasMore());
    }

    /** A row that was looked at; null: it is none of the export. */
    private record Walked(long position, @Nullable PunchRow wanted) {}

    private static Walked walked(ResultSet row, int number) throws SQLException {
        return new Walked(
                row.getLong("position"),
                row.getBoolean(PunchExportStatements.WANTED) ? new PunchMapper().mapRow(row, number) : null);
    }

    /** The positions at which there are punches to export, as far as the projection has come. */
    private Positions begin(ExportPunches query, SelectedPunches of) {
        progress.await(projection);
        long last = progress.position(projection);
        @Nullable Statement stretch = PunchExportStatements.stretch(of);
        return stretch == null
                ? new Positions(query.afterPosition(), last + 1)
                : stretch.on(jdbc)
                        .query((row, number) -> new Positions(
                                Math.max(query.afterPosition(), row.getLong("first") - 1),
                                Math.min(last, row.getLong("last")) + 1))
                        .single();
    }
}
