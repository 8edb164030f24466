package io.punchgate.runtime.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings a database schema up to date. Each side has a schema and a folder of scripts of its own, of the same name. */
public final class Migrations {

    private Migrations() {}

    /**
     * Runs the scripts of {@code classpath:db/<schema>} that the schema has not seen. Several processes may do so at once:
     * Flyway lets one after the other. They take as long as they take: of a pool they use no connection, but new ones that
     * have no time-outs and make their own plans.
     */
    public static void migrate(DataSource dataSource, String schema) {
        Flyway.configure()
                .dataSource(dataSource instanceof HikariDataSource pool ? unpooled(pool) : dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                // An index that is built beside writers waits for every transaction that is open: not for that of the
                // lock.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    private static DataSource unpooled(HikariDataSource pool) {
        DriverManagerDataSource connections =
                new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        Properties driver = Sessions.ofTheOperator(pool);
        driver.putAll(Sessions.driverProperties(Duration.ZERO));
        connections.setConnectionProperties(driver);
        return connections;
    }
}
