package io.punchgate.runtime.sql;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database schema up to date. Each side has a schema and a folder of scripts of its own, of the same name. */
public final class Migrations {

    private Migrations() {}

    /**
     * Runs the scripts of {@code classpath:db/<schema>} that the schema has not seen. Several processes may do so at once:
     * Flyway lets one after the other.
     */
    public static void migrate(DataSource dataSource, String schema) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                // An index that is built beside writers waits for every transaction that is open: not for that of the
                // lock.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }
}
