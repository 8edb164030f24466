package io.punchgate.query.audit.replay;

import static java.util.stream.Collectors.joining;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One replay: builds the read models anew, then compares.
 *
 * <p>Most events are replayed while the live projections move on; the last ones are replayed, and the tables compared, within one
 * snapshot of the database, so that a live row is never compared with an older or newer one.
 */
final class ReplayRun {

    static final int DIFFERENCES_MAX = 100;

    private final RunningReplay replay;
    private final ReplayParts parts;
    private final String schema;
    private final ReplayFeed feed;

    /** A replay into the tables of {@code schema}, a trusted name. */
    ReplayRun(RunningReplay replay, ReplayParts parts, String schema) {
        this.replay = replay;
        this.parts = parts;
        this.schema = schema;
        this.feed = new ReplayFeed(replay, parts, schema);
    }

    ReplayFeed feed() {
        return feed;
    }

    /**
     * Rebuilds and compares.
     *
     * @throws CancellationException soon after the replay was ended
     */
    List<Difference> run() {
        replay.begins(Replay.Stage.REBUILDING);
        feed.catchUp();
        if (replay.isSwitching()) {
            replay.begins(Replay.Stage.COMPLETING);
            complete();
            feed.catchUp();
        }
        replay.begins(Replay.Stage.COMPARING);
        return Objects.requireNonNull(parts.snapshot().execute(status -> {
            keepTables();
            feed.feedToEnd();
            parts.removeOldRows(schema);
            return compare();
        }));
    }

    /** Makes the tables such as are to stay, and tells the planner of their rows. */
    private void complete() {
        JdbcClient breakable = parts.jdbcOf(replay);
        TableCopies tables = new TableCopies(breakable, parts.tables());
        tables.makeLasting(schema);
        for (String table : parts.tables()) {
            breakable.sql("vacuum (analyze) " + schema + "." + table).update();
        }
    }

    /** Before the snapshot is taken: no other process switches to other tables meanwhile. */
    private void keepTables() {
        String served = parts.tables().stream()
                .map(table -> BatchedProjection.LIVE_SCHEMA + "." + table)
                .collect(joining(", "));
        parts.jdbc().sql("lock table " + served + " in access share mode").update();
    }

    private List<Difference> compare() {
        TableComparison comparison = new TableComparison(parts.jdbcOf(replay), schema, replay.scope());
        List<Difference> found = new ArrayList<>();
        for (Projection projection : feed.projections()) {
            for (String table : projection.tables()) {
                replay.checkGoesOn();
                found.addAll(comparison.differences(table, feed.lastPosition(), DIFFERENCES_MAX - found.size()));
            }
        }
        return found;
    }
}
