package io.punchgate.query.audit.replay;

import static java.util.stream.Collectors.joining;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.runtime.sql.Sessions;
import io.punchgate.runtime.sql.StorageOutOfReach;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts rebuilt tables in the place of those that are served, in one transaction: whoever reads or writes waits for a moment, and
 * then finds the others under the same names. The positions of the projections, and of what age removed, stay as they are, as the
 * rebuilt tables were brought to just there.
 *
 * <p>All other locks are taken before those that readers wait for. These are given up after a time that is shorter than the server
 * waits before it looks for a deadlock, so that no reader ever fails for a switch; another try follows.
 */
final class ReadModelSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelSwitch.class);
    private static final String LIVE = BatchedProjection.LIVE_SCHEMA;

    /** Locks beside which everybody reads and writes: a vacuum that holds one gives way after a second. */
    private static final String LOCK_WAIT_MAX = "5s";
    /** Readers wait so long at most for a switch that is not to be had; the server looks for deadlocks after a second. */
    private static final String READERS_WAIT_MAX = "600ms";

    private static final int TRIES_MAX = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final RunningReplay replay;
    private final ReplayParts parts;
    private final ReplaySchema schema;
    private final ReplayFeed feed;
    private final JdbcClient jdbc;
    private final TableCopies tables;

    ReadModelSwitch(RunningReplay replay, ReplayParts parts, ReplaySchema schema, ReplayFeed feed) {
        this.replay = replay;
        this.parts = parts;
        this.schema = schema;
        this.feed = feed;
        this.jdbc = parts.jdbcOf(replay);
        this.tables = new TableCopies(jdbc, parts.tables());
    }

    /**
     * Switches, and notes the replay as done.
     *
     * @param differences those that the comparison found, which the switch mends
     * @throws ReplayRefused if the tables that are served are never free
     * @throws CancellationException if the replay was ended before
     */
    void switchAfter(List<Difference> differences) {
        replay.begins(Replay.Stage.SWITCHING);
        for (int i = 1; !triedAndSwitched(differences); i++) {
            if (i == TRIES_MAX) {
                throw new ReplayRefused(
                        "Others hold the tables: a dump, or a transaction that stays open. Try again later.");
            }
            Polling.rest(BETWEEN_TRIES);
            feed.beginFromTables();
            feed.catchUp();
        }
    }

    private boolean triedAndSwitched(List<Difference> differences) {
        replay.checkGoesOn();
        try {
            return Boolean.TRUE.equals(parts.batch().execute(status -> {
                boolean switched = isReady() && switchNow(differences);
                if (!switched) {
                    status.setRollbackOnly();
                }
                return switched;
            }));
        } catch (RuntimeException e) {
            if (!StorageOutOfReach.isCauseOf(e)) {
                throw e;
            }
            replay.checkGoesOn();
            return false;
        }
    }

    /** Holds up the projections and the removal by age, and brings the rebuilt tables to where they stand. */
    private boolean isReady() {
        execute(Sessions.END_IF_IDLE);
        execute("set local lock_timeout = '" + LOCK_WAIT_MAX + "'");
        execute("lock table " + live() + " in share update exclusive mode");
        tables.copyTables(schema.name());
        tables.makeLasting(schema.name());
        requireAlike();
        execute("lock table " + LIVE + "." + parts.removedTable() + " in share mode");
        // First those that write are waited for; then also one that has no row yet waits.
        jdbc.sql("select name from query.projection_position order by name for update")
                .query(row -> {});
        execute("lock table query.projection_position in share mode");
        boolean ready = feed.feedRest();
        if (ready) {
            parts.removeOldRows(schema.name());
        }
        return ready;
    }

    private void requireAlike() {
        Set<String> served = tables.catalog().description(LIVE);
        Set<String> rebuilt = tables.catalog().description(schema.name());
        if (!served.equals(rebuilt)) {
            LOG.error("the tables that are served are {}, and those that were rebuilt {}", served, rebuilt);
            throw new ReplayRefused("The tables that are served were changed meanwhile. Try again.");
        }
    }

    private boolean switchNow(List<Difference> differences) {
        execute("set local statement_timeout = '" + READERS_WAIT_MAX + "'");
        execute("lock table " + live() + " in access exclusive mode");
        execute("set local statement_timeout = '" + LOCK_WAIT_MAX + "'");
        if (!ReplayTable.done(jdbc, replay, differences)) {
            throw new CancellationException();
        }
        parts.forgetSetAside(jdbc);
        List<TableCatalog.Table> served = tables.catalog().tables(LIVE);
        List<TableCatalog.Table> rebuilt = tables.catalog().tables(schema.name());
        execute("create schema " + schema.replacedName());
        served.forEach(table -> move(LIVE, table, schema.replacedName()));
        rebuilt.forEach(table -> move(schema.name(), table, LIVE));
        return true;
    }

    private void move(String from, TableCatalog.Table table, String to) {
        execute("alter table %s.%s set schema %s".formatted(from, table.name(), to));
    }

    private String live() {
        return parts.tables().stream().map(table -> LIVE + "." + table).collect(joining(", "));
    }

    private void execute(String statement) {
        var unused = jdbc.sql(statement).update();
    }
}
