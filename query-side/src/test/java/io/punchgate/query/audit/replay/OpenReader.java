package io.punchgate.query.audit.replay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A transaction that has read the punches that are served and stays open, as a dump of the database does. */
record OpenReader(Connection connection) implements AutoCloseable {

    private static final String WAITING = "from pg_locks where mode = 'AccessExclusiveLock' and not granted";

    static OpenReader of(String databaseUrl) throws SQLException {
        Connection connection = DriverManager.getConnection(databaseUrl);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from query.punch");
        }
        return new OpenReader(connection);
    }

    /** Tells whether a switch waits for readers at this moment. */
    static boolean isWaitedFor(JdbcClient jdbc) {
        return jdbc.sql("select exists (select " + WAITING + ")")
                .query(Boolean.class)
                .single();
    }

    /** Ends the session of a switch that waits for readers at this moment, as if its process had ended; false if none does. */
    static boolean endsOneThatWaits(JdbcClient jdbc) {
        return jdbc.sql("select pg_terminate_backend(pid) " + WAITING)
                .query(Boolean.class)
                .list()
                .contains(true);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
