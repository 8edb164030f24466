package io.punchgate.query;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables as an earlier version made them. */
public final class EarlierTables {

    private EarlierTables() {}

    /** Runs the scripts up to that one, as {@code Migrations} runs all. */
    public static void migrate(DataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .schemas("query")
                .defaultSchema("query")
                .locations("classpath:db/query")
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .target(target)
                .load()
                .migrate();
    }
}
