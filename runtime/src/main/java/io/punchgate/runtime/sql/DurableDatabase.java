package io.punchgate.runtime.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.runtime.sql.DatabaseSettings.Durability;
import io.punchgate.runtime.start.StartRefused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Refuses a database that may lose what it committed: a punch is acknowledged once it is safe. */
final class DurableDatabase {

    private static final List<String> REQUIRED_ON = List.of("fsync", "full_page_writes", "synchronous_commit");

    private DurableDatabase() {}

    /**
     * Asks the server.
     *
     * @throws StartRefused if it is not durable, or connections would not commit by themselves
     */
    static void require(HikariDataSource pool, Durability durability) {
        if (!pool.isAutoCommit()) {
            throw new StartRefused(
                    "Auto-commit is off for the connections to the database: what is stored would be rolled back.",
                    "Take SPRING_DATASOURCE_HIKARI_AUTO_COMMIT away.");
        }
        if (durability == Durability.REQUIRED) {
            requireSettings(pool);
        }
    }

    private static void requireSettings(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : REQUIRED_ON) {
                try (ResultSet shown = statement.executeQuery("show " + setting)) {
                    if (!shown.next() || "off".equals(shown.getString(1))) {
                        throw refused(setting);
                    }
                }
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database does not answer: " + e.getMessage(),
                    "See that it runs, and check SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD.");
        }
    }

    private static StartRefused refused(String setting) {
        return new StartRefused(
                "The database has " + setting + " off: punches that were acknowledged could be lost.",
                "Set " + setting
                        + " = on in postgresql.conf (a reload is enough). PUNCHGATE_DATABASE_DURABILITY=unchecked"
                        + " takes the database as it is, for a trial whose data may be lost.");
    }
}
