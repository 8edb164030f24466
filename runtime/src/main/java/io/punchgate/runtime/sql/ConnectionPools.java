package io.punchgate.runtime.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The pools beside that of the intake, the push and the projections, to the same database: one for readers, and one for
 * work that takes long. They are no beans, so that only who means them gets them; a pool that is used up by readers says
 * nothing about the health of the database either.
 */
public final class ConnectionPools implements AutoCloseable {

    private static final int LONG_WORK_CONNECTIONS_MAX = 6;
    private static final Duration UNUSED_MAX = Duration.ofMinutes(1);

    private final HikariDataSource reading;
    private final HikariDataSource longWork;

    /** Pools like that one, which connect when they are first used. */
    ConnectionPools(HikariDataSource main, Sessions sessions, int readingConnectionsMax, MeterRegistry meters) {
        this.reading = like(main, "reading", readingConnectionsMax, meters, sessions::setUpForReading);
        this.longWork = like(main, "long-work", LONG_WORK_CONNECTIONS_MAX, meters, sessions::setUpForLongWork);
    }

    private static HikariDataSource like(
            HikariDataSource main,
            String name,
            int connectionsMax,
            MeterRegistry meters,
            Consumer<HikariConfig> setUp) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(main.getPoolName() + "-" + name);
        pool.setJdbcUrl(main.getJdbcUrl());
        pool.setUsername(main.getUsername());
        pool.setPassword(main.getPassword());
        pool.setConnectionTimeout(main.getConnectionTimeout());
        pool.setMaximumPoolSize(connectionsMax);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(UNUSED_MAX.toMillis());
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        Sessions.ofTheOperator(main).forEach((key, value) -> pool.addDataSourceProperty(String.valueOf(key), value));
        setUp.accept(pool);
        return pool;
    }

    /** Connections for readers. */
    public DataSource reading() {
        return reading;
    }

    /** Connections for what may take minutes: it never fails for the time that it takes. */
    public DataSource longWork() {
        return longWork;
    }

    @Override
    public void close() {
        reading.close();
        longWork.close();
    }
}
