package io.punchgate.query.audit.scrub;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Projection;
import io.punchgate.query.projection.ProjectionFactory;
import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.wait.Polling;
import java.sql.Connection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Projections like those that are served, which write to empty temporary tables of one connection: gone when it is closed, whatever
 * becomes of the process, and not written to the write-ahead log. Not for several threads.
 */
final class Copies implements AutoCloseable {

    /** The schema of temporary tables, as statements name it. */
    static final String SCHEMA = "pg_temp";

    private static final String LIVE = BatchedProjection.LIVE_SCHEMA + ".";
    private static final String POSITIONS = "projection_position";

    /** Made like the last partition, which has all indexes. */
    private static final String LIKE = """
            select coalesce(
                (select cast(cast(inhrelid as regclass) as text) from pg_inherits where inhparent = cast(? as regclass)
                order by inhrelid desc limit 1), ?)
            """;

    private static final String SECONDARY_INDEXES = """
            select quote_ident(relname) from pg_index join pg_class on pg_class.oid = indexrelid
            where relnamespace = pg_my_temp_schema() and not indisunique
            """;

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private static final int LOCK_TRIES_MAX = 100;
    private static final Duration LOCK_AGAIN = Duration.ofMillis(100);

    private final SingleConnectionDataSource session;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final String lock;
    /** The table that notes what was removed for its age. */
    private final String removals;

    private final List<ProjectionFactory> factories;
    private List<Projection> projections;

    /**
     * Takes a connection, and makes the tables.
     *
     * @throws CannotGetJdbcConnectionException if there is none
     */
    static Copies in(DataSource pool, List<ProjectionFactory> factories, RemovedRows removed) {
        Connection connection = DataSourceUtils.getConnection(pool);
        try {
            return new Copies(connection, factories, removed.table());
        } catch (RuntimeException e) {
            DataSourceUtils.releaseConnection(connection, pool);
            throw e;
        }
    }

    private Copies(Connection connection, List<ProjectionFactory> factories, String removals) {
        this.session = new SingleConnectionDataSource(connection, true);
        this.jdbc = new JdbcTemplate(session);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(session));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.factories = List.copyOf(factories);
        this.removals = removals;
        this.projections = create();
        this.lock = "lock table "
                + tables().stream().map(table -> LIVE + table).collect(Collectors.joining(", "))
                + " in access share mode nowait";
        tables().forEach(this::copy);
        jdbc.queryForList(SECONDARY_INDEXES, String.class)
                .forEach(index -> jdbc.execute("drop index " + SCHEMA + "." + index));
    }

    private List<Projection> create() {
        return factories.stream()
                .map(factory -> factory.create(jdbc, SCHEMA))
                .sorted(Comparator.comparing(Projection::name))
                .toList();
    }

    private void copy(String table) {
        String live = LIVE + table;
        String like = jdbc.queryForObject(LIKE, String.class, live, live);
        jdbc.execute("create temporary table " + table + " (like " + like + " including all)");
    }

    private List<String> tables() {
        return Stream.concat(
                        Stream.of(POSITIONS, removals), projections.stream().flatMap(each -> each.tables().stream()))
                .toList();
    }

    /** Begins anew, with projections that know nothing, and empty tables. */
    void empty() {
        jdbc.execute("truncate "
                + String.join(
                        ", ",
                        tables().stream().map(table -> SCHEMA + "." + table).toList()));
        projections = create();
    }

    /** Forgets what was removed from the copies: they may have got such rows since. */
    void forgetRemovals() {
        jdbc.execute("truncate " + SCHEMA + "." + removals);
    }

    List<Projection> projections() {
        return projections;
    }

    /** The session that sees the tables. */
    JdbcTemplate jdbc() {
        return jdbc;
    }

    JdbcClient client() {
        return JdbcClient.create(jdbc);
    }

    /**
     * Works in a transaction that sees the database as it is at its beginning, with the tables that are served then: they are not
     * switched for others meanwhile. It waits for no table while it has another.
     */
    <T> T inSnapshot(Supplier<T> work) {
        for (int left = LOCK_TRIES_MAX; ; left--) {
            try {
                return Objects.requireNonNull(snapshot.execute(status -> {
                    jdbc.execute(lock);
                    return work.get();
                }));
            } catch (PessimisticLockingFailureException e) {
                if (left == 0) {
                    throw e;
                }
                Polling.rest(LOCK_AGAIN);
            }
        }
    }

    /** Gives the connection back, without the tables. */
    @Override
    public void close() {
        try {
            jdbc.execute("discard temporary");
        } catch (DataAccessException e) {
            LOG.debug("a session that is gone has no tables", e);
        } finally {
            session.destroy();
        }
    }
}
