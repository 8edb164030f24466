package io.punchgate.query.audit.replay;

import io.punchgate.query.projection.BatchedProjection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A schema of its own for one replay, with copies of the read models' tables. It stays until it is dropped, so that another process
 * can go on with it.
 *
 * <p>Its connection holds an advisory lock as long as it lives: only the process that has it works at the replay. A free lock was
 * left by a process that ended.
 */
final class ReplaySchema implements AutoCloseable {

    private static final String PREFIX = "replay_";
    /** Of the schema to which a switch moves the tables that were served. */
    private static final String REPLACED_PREFIX = "replaced_";

    private static final int LOCK_CLASS = 0x7265706c; // Spells "repl", among the locks of all who share the database.

    private static final String IDS = """
            select distinct substring(nspname from '_(.*)') from pg_namespace where nspname ~ '^(replay|replaced)_[0-9a-z]+$'
            """;

    /** Ends the session of a process that has the lock and has not said for long that it works: it may be paused. */
    private static final String END_STALLED = """
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and classid = %d and objid = (cast(hashtext(?) as bigint) & 4294967295) and objsubid = 2
                and database = (select oid from pg_database where datname = current_database()) and granted
                and exists (select from query.replay where id = ? and noted_at < now() - interval '15 seconds')
            """.formatted(LOCK_CLASS);

    private final Connection connection;
    private final String id;

    private ReplaySchema(Connection connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    /**
     * Takes the right to work at a replay; null if another process has it.
     *
     * @param id of letters and digits: it becomes part of statements
     */
    static @Nullable ReplaySchema claim(DataSource dataSource, String id) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            if (lock(connection, "pg_try_advisory_lock", id)) {
                return new ReplaySchema(connection, id);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return null;
    }

    /** Has a process lose the right to work at a replay that has stood still with it for 15 s. The next claim finds it free. */
    static void endStalled(JdbcClient jdbc, String id) {
        jdbc.sql(END_STALLED).params(PREFIX + id, id).query(row -> {});
    }

    /** Drops the schemas that nobody works at and nobody goes on with. */
    static void dropAbandoned(DataSource dataSource, Predicate<String> goesOn) throws SQLException {
        for (String id : existing(dataSource)) {
            @Nullable ReplaySchema schema = goesOn.test(id) ? null : claim(dataSource, id);
            if (schema != null) {
                try (schema) {
                    schema.drop(JdbcClient.create(dataSource));
                }
            }
        }
    }

    String name() {
        return PREFIX + id;
    }

    /** The name of the schema for the tables that are no longer served. */
    String replacedName() {
        return REPLACED_PREFIX + id;
    }

    /** Makes the schema and its tables; those that another process made stay, if they have the columns of those that are served. */
    void prepare(JdbcClient jdbc, TransactionTemplate transaction, TableCopies tables) {
        if (!tables.catalog().columns(name()).equals(tables.catalog().columns(BatchedProjection.LIVE_SCHEMA))) {
            drop(jdbc);
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("create schema if not exists " + name()).update();
            tables.copyTables(name());
        });
    }

    /** Drops all that the replay made, and the tables that it replaced. */
    void drop(JdbcClient jdbc) {
        jdbc.sql("drop schema if exists " + name() + " cascade").update();
        jdbc.sql("drop schema if exists " + replacedName() + " cascade").update();
    }

    /** Gives back the right to work at the replay; its tables stay. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            lock(connection, "pg_advisory_unlock", id);
        }
    }

    private static List<String> existing(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(IDS);
                ResultSet rows = statement.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static boolean lock(Connection connection, String function, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + function + "(" + LOCK_CLASS + ", hashtext(?))")) {
            statement.setString(1, PREFIX + id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
