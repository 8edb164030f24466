package io.punchgate.standalone.database;

import io.punchgate.runtime.access.SecretFile;
import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of this process alone, on a durable data folder. Committed data survives a kill of the process, of
 * the server, and of the machine.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String DATABASE = "punchgate";

    private final DataFolder folder;
    private final PostgresServer server;
    private final String password;
    private final int port;

    private EmbeddedDatabase(DataFolder folder, PostgresServer server, String password, int port) {
        this.folder = folder;
        this.server = server;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts the server, after stopping one that a killed predecessor left running on the folder.
     *
     * @throws StartRefused if another process holds the folder, or the server does not start
     */
    public static EmbeddedDatabase start(Path dataFolder) {
        DataFolder folder = DataFolder.take(dataFolder);
        boolean started = false;
        try {
            EmbeddedDatabase database = start(folder);
            started = true;
            return database;
        } catch (IOException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL does not start on " + folder.path() + ": " + e.getMessage(),
                    "See " + folder.serverLog() + ", or set SPRING_DATASOURCE_URL to a PostgreSQL of your own.");
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    private static EmbeddedDatabase start(DataFolder folder) throws IOException {
        long begin = System.nanoTime();
        Path installation = PostgresBinaries.unpack(folder.path());
        PostgresServer server = new PostgresServer(folder, PostgresProgram.in(installation, folder.ownedByRoot()));
        String password = SecretFile.readOrCreate(folder.passwordFile());
        new Leftovers(folder).clear(server);
        server.createCluster();
        EmbeddedDatabase database = new EmbeddedDatabase(folder, server, password, server.start());
        database.createDatabase();
        LOG.info(
                "PostgreSQL runs on {} (127.0.0.1:{}, fsync on), started in {} ms",
                folder.path(),
                database.port,
                (System.nanoTime() - begin) / 1_000_000);
        return database;
    }

    /** The address to which the application connects. Batches of inserts travel as one statement. */
    public String jdbcUrl() {
        return urlOf(DATABASE) + "?reWriteBatchedInserts=true";
    }

    public String username() {
        return PostgresServer.SUPERUSER;
    }

    public String password() {
        return password;
    }

    /** Stops the server and frees the folder. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.close();
        }
    }

    private void freeClaims() throws SQLException {
        try (Connection connection = DriverManager.getConnection(urlOf(DATABASE), username(), password)) {
            StaleClaims.free(connection);
        }
    }

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(urlOf("postgres"), username(), password);
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                requireOn(statement, setting);
            }
            boolean exists;
            try (ResultSet found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("create database " + DATABASE);
            }
            freeClaims();
        } catch (SQLException e) {
            close();
            throw new StartRefused(
                    "The embedded PostgreSQL on " + folder.path() + " cannot be used: " + e.getMessage(),
                    "See " + folder.serverLog() + ".");
        }
    }

    private static void requireOn(Statement statement, String setting) throws SQLException {
        try (ResultSet shown = statement.executeQuery("show " + setting)) {
            if (!shown.next() || !"on".equals(shown.getString(1))) {
                throw new SQLException(setting + " is not on: acknowledged punches could be lost");
            }
        }
    }

    private String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
