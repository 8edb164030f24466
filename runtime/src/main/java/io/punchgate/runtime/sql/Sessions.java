package io.punchgate.runtime.sql;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.Properties;

/**
 * The settings of our sessions with the database, whatever its URL says: plans that cannot go stale, and an end to each
 * wait. A parameter that the URL gives itself is left to it.
 */
public final class Sessions {

    /**
     * Every statement finds its rows by an index, whatever the planner thinks of tables that were empty when it last
     * looked: it would keep a plan that reads all of a table that has grown since. What has no other way still works.
     */
    private static final String PLANS =
            "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off;";

    /**
     * Each read is planned for its own parameters: a plan for any of them walks all punches of a customer in search of a day.
     * It takes a millisecond.
     */
    private static final String PLAN_EACH = "set plan_cache_mode = force_custom_plan;";

    /** A host that is gone is found out after 11 s, also in the middle of a statement. A socket file ignores it. */
    private static final String PROBES = """
            set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3;
            set tcp_user_timeout = 11000;
            do $$ begin
                set client_connection_check_interval = 2000; -- a statement whose process is gone waits for no lock
            exception when others then null; -- older servers, and some systems, do not know it
            end $$;
            """;

    /** An acknowledged punch is on the disk, whatever the role or the database would make of a commit. */
    private static final String COMMITS = "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off';";

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration VALIDATION_MAX = Duration.ofSeconds(2);

    /** Of a transaction that locks what others need, on a session that has no time-outs: its process may be paused. */
    public static final String END_IF_IDLE = "set local idle_in_transaction_session_timeout = '5s'";

    private final DatabaseSettings settings;

    public Sessions(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** Sets up a pool for what is stored and followed. */
    public void setUp(HikariConfig pool) {
        pool.setConnectionInitSql(PLANS + PROBES + COMMITS + timeouts(settings.lockWaitMax(), Duration.ZERO));
        give(pool, driverProperties(settings.silenceMax()));
    }

    /** Sets up a pool for readers: their statements end soon, and change nothing. */
    void setUpForReading(HikariConfig pool) {
        pool.setConnectionInitSql(PLANS + PROBES + timeouts(settings.lockWaitMax(), settings.readingMax()) + PLAN_EACH
                + "set default_transaction_read_only = on;");
        give(pool, driverProperties(settings.readingMax().plus(settings.silenceMax())));
    }

    /** Sets up a pool for work that takes as long as it takes. */
    void setUpForLongWork(HikariConfig pool) {
        pool.setConnectionInitSql(PLANS + PROBES + COMMITS);
        give(pool, driverProperties(Duration.ZERO));
    }

    /** Copies what the operator has the driver of a pool do, such as to verify the server; ours differ by the session. */
    static Properties ofTheOperator(HikariConfig pool) {
        Properties driver = new Properties();
        driver.putAll(pool.getDataSourceProperties());
        driver.keySet().removeAll(driverProperties(Duration.ZERO).keySet());
        return driver;
    }

    private static void give(HikariConfig pool, Properties driver) {
        driver.forEach((name, value) -> pool.getDataSourceProperties().putIfAbsent(name, value));
        pool.setValidationTimeout(VALIDATION_MAX.toMillis());
    }

    /** Properties of the driver, for a connection that may be silent for so long; zero: for ever. */
    static Properties driverProperties(Duration silenceMax) {
        Properties driver = new Properties();
        driver.setProperty("connectTimeout", seconds(CONNECT_MAX));
        driver.setProperty("socketTimeout", seconds(silenceMax));
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("socketFactory", ProbedSockets.class.getName());
        driver.setProperty("logServerErrorDetail", "false"); // It quotes values of rows, and errors get into the log.
        return driver;
    }

    private String timeouts(Duration lock, Duration statement) {
        return "set lock_timeout = %d; set statement_timeout = %d; set idle_in_transaction_session_timeout = %d;"
                .formatted(
                        lock.toMillis(),
                        statement.toMillis(),
                        settings.idleInTransactionMax().toMillis());
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
