package io.punchgate.query.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A schema of its own for one replay, with empty copies of the read models' tables, dropped when closed.
 *
 * <p>Its connection holds an advisory lock as long as it lives. A schema with a free lock was left by a process that died.
 */
final class ReplaySchema implements AutoCloseable {

    private static final String PREFIX = "replay_";
    private static final int LOCK_CLASS = 0x7265706c; // Spells "repl", among the locks of all who share the database.

    private static final String SCHEMAS = "select nspname from pg_namespace where nspname ~ ?";
    /** Made like the last, which has all indexes: the table as a whole has only those that hold across partitions. */
    private static final String LAST_PARTITION = """
            select inhrelid::regclass::text from pg_inherits where inhparent = to_regclass(?) order by inhrelid desc limit 1
            """;

    private static final String SECONDARY_INDEXES = """
            select indexrelid::regclass::text from pg_index join pg_class on pg_class.oid = indrelid
            where relnamespace = to_regnamespace(?) and not indisunique
            """;

    private final Connection connection;
    private final String name;

    private ReplaySchema(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * Makes the schema.
     *
     * @param id of letters and digits: it becomes part of statements
     */
    static ReplaySchema create(DataSource dataSource, String id, List<String> tables) throws SQLException {
        ReplaySchema schema = new ReplaySchema(dataSource.getConnection(), PREFIX + id);
        try {
            schema.fill(tables);
            return schema;
        } catch (SQLException e) {
            schema.close();
            throw e;
        }
    }

    /** Drops the schemas that dead processes have left. */
    static void dropAbandoned(DataSource dataSource) throws SQLException {
        for (String name : existing(dataSource)) {
            try (Connection connection = dataSource.getConnection()) {
                if (lock(connection, "pg_try_advisory_lock", name)) {
                    execute(connection, "drop schema if exists " + name + " cascade");
                    lock(connection, "pg_advisory_unlock", name);
                }
            }
        }
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            execute(connection, "drop schema if exists " + name + " cascade");
            lock(connection, "pg_advisory_unlock", name);
        }
    }

    private void fill(List<String> tables) throws SQLException {
        if (!lock(connection, "pg_try_advisory_lock", name)) {
            throw new SQLException("the schema " + name + " is in use");
        }
        execute(connection, "create schema " + name);
        for (String table : tables) {
            // Unlogged: it is dropped in a moment, and must not compete with the live tables for the disk.
            String like = String.join("", names(connection, LAST_PARTITION, "query." + table));
            execute(
                    connection,
                    "create unlogged table %s.%s (like %s including all)"
                            .formatted(name, table, like.isEmpty() ? "query." + table : like));
        }
        // Projections and the comparison need the unique indexes; the other ones only serve readers.
        for (String index : names(connection, SECONDARY_INDEXES, name)) {
            execute(connection, "drop index " + index);
        }
    }

    private static List<String> existing(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return names(connection, SCHEMAS, "^" + PREFIX + "[0-9a-z]+$");
        }
    }

    private static List<String> names(Connection connection, String sql, String parameter) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static boolean lock(Connection connection, String function, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + function + "(" + LOCK_CLASS + ", hashtext(?))")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
