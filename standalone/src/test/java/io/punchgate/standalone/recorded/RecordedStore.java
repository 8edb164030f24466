package io.punchgate.standalone.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.runtime.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * A database as a version of the product left it, in a file: a line {@code #<schema> <last script>} for each schema, then for each
 * table a line {@code @<table> (<columns>)} and its rows as {@code copy} writes them, and in the end the statements that set the
 * sequences. The tables are made by the scripts up to those.
 */
record RecordedStore(Path file) {

    private static final String SCHEMAS = """
            select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relname = 'flyway_schema_history' order by c.oid
            """;

    private static final String TABLES = """
            select n.nspname || '.' || c.relname || ' (' || (
                select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') || ')'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'flyway_schema_history'
                and n.nspname in (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relname = 'flyway_schema_history')
            order by 1
            """;

    private static final String SEQUENCES = """
            select format('select setval(%L, (select coalesce(max(%I), 1) from %s));',
                pg_get_serial_sequence(attrelid::regclass::text, attname), attname, attrelid::regclass)
            from pg_attribute join pg_class c on c.oid = attrelid where attidentity <> '' and c.relkind = 'r' order by 1
            """;

    /** Writes the file from a database. */
    void record(String url) throws IOException, SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (String schema : texts(connection, SCHEMAS)) {
                String last = "select max(version::int)::text from " + schema + ".flyway_schema_history";
                text.append('#')
                        .append(schema)
                        .append(' ')
                        .append(texts(connection, last).getFirst())
                        .append('\n');
            }
            for (String table : texts(connection, TABLES)) {
                StringWriter rows = new StringWriter();
                String columns = table.substring(table.indexOf('(') + 1, table.length() - 1);
                String name = table.substring(0, table.indexOf(' '));
                long count = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (select " + columns + " from " + name + ") to stdout", rows);
                text.append('@').append(table).append('\n').append(count == 0 ? "" : rows);
            }
            text.append("@\n")
                    .append(String.join("\n", texts(connection, SEQUENCES)))
                    .append('\n');
        }
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(UTF_8));
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** The JDBC URL of a new database with these rows. */
    String restored() {
        String url = TestDatabase.freshUrl();
        try (Connection connection = DriverManager.getConnection(url);
                InputStream in = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
            restore(url, connection, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows cannot be restored", e);
        }
        return url;
    }

    private static void restore(String url, Connection connection, BufferedReader lines)
            throws IOException, SQLException {
        StringBuilder rows = new StringBuilder();
        String table = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("#")) {
                String[] script = line.substring(1).split(" ", 2);
                migrate(url, script[0], script[1]);
            } else if (line.startsWith("@")) {
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

    private static void migrate(String url, String schema, String last) {
        Flyway.configure()
                .dataSource(url, null, null)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                // As in the product: an index that is built beside writers would wait for the lock.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .target(last)
                .load()
                .migrate();
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
