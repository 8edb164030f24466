package io.punchgate.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.runtime.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * A database as the product left it at the time when a customer had one callback (commit 32b03e8). The customer {@code acme}
 * has two devices, and a callback that its operator paused.
 *
 * <p>The tables are made by the scripts of that time. Their rows are in a file: for each table a line {@code @<table>
 * <columns>}, and its rows as {@code copy} writes them; then the statements that set the sequences.
 */
final class EarlierDatabase {

    private static final String ROWS = "/recorded/one-callback.copy.gz";
    /** The last script of each schema. */
    private static final Map<String, String> SCRIPTS = Map.of("log", "2", "command", "12", "query", "4");

    private EarlierDatabase() {}

    /** The JDBC URL of a new database with these rows. */
    static String restored() {
        String url = TestDatabase.freshUrl();
        SCRIPTS.forEach((schema, last) -> Flyway.configure()
                .dataSource(url, null, null)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                .target(last)
                .load()
                .migrate());
        try (Connection connection = DriverManager.getConnection(url);
                InputStream file = Objects.requireNonNull(EarlierDatabase.class.getResourceAsStream(ROWS));
                BufferedReader rows = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), UTF_8))) {
            restore(connection, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows cannot be restored", e);
        }
        return url;
    }

    private static void restore(Connection connection, BufferedReader file) throws IOException, SQLException {
        StringBuilder rows = new StringBuilder();
        String table = "";
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            if (line.startsWith("@")) {
                copy(connection, table, rows.toString());
                rows.setLength(0);
                table = line.substring(1);
            } else {
                rows.append(line).append('\n');
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(rows.toString());
        }
    }

    private static void copy(Connection connection, String table, String rows) throws IOException, SQLException {
        if (table.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from " + table.substring(0, table.indexOf(' ')));
        }
        long ignored = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin", new StringReader(rows));
    }
}
