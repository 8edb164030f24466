package io.punchgate.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A database of the product's own PostgreSQL server, which also serves the raw limit and the peers. */
public record Database(long serverPid, int port, String password, String name) {

    static final String USER = "punchgate";

    private static final int PORT_LINE = 3;
    private static final Duration CATCH_UP_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(50);

    /** The last punch by the key, from the end: what looks for any later one reads the whole log. */
    private static final String WAITING = "select coalesce((select position from log.event"
            + " where type = 'punchgate.punch-recorded.v1' order by position desc limit 1), 0)"
            + " > (select position from query.projection_position where name = 'attendance')";

    /** The server of a running product. */
    static Database of(Path dataFolder) {
        try {
            List<String> server =
                    Files.readAllLines(dataFolder.resolve("postgres").resolve("postmaster.pid"));
            String password =
                    Files.readString(dataFolder.resolve("postgres-password")).strip();
            return new Database(
                    Long.parseLong(server.getFirst().strip()),
                    Integer.parseInt(server.get(PORT_LINE).strip()),
                    password,
                    "punchgate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes another database on the same server. */
    public Database create(String another) {
        execute("create database " + another);
        return new Database(serverPid, port, password, another);
    }

    /** The same database, by way of another port. */
    public Database through(int anotherPort) {
        return new Database(serverPid, anotherPort, password, name);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, password);
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row. */
    public String ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row: " + sql);
            }
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The number of these users that have a punch of that customer in the read models. */
    public long count(String customer, List<String> users) {
        UserHashes hashes = UserHashes.of(this);
        String sql = "select count(distinct o.id) from person.person o join query.punch p"
                + " on p.customer_id = o.customer_id and p.person_id = o.id"
                + " where o.customer_id = ? and o.user_hash = any (?)";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, customer);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            users.stream()
                                    .map(user -> hashes.of(customer, user))
                                    .toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The number of transactions of this database since the server started; each statement outside of one counts. */
    public long transactions() {
        return Long.parseLong(
                ask("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()"));
    }

    /** Waits until the list of punches shows all that were recorded, so that the work is not done at another's expense. */
    public Duration awaitReadModels() {
        long began = System.nanoTime();
        while (ask(WAITING).equals("t")) {
            if (System.nanoTime() - began > CATCH_UP_MAX.toNanos()) {
                throw new IllegalStateException("the read models did not catch up within " + CATCH_UP_MAX);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
