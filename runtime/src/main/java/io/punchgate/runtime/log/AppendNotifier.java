package io.punchgate.runtime.log;

import io.punchgate.runtime.wait.Polling;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the other processes on this database that events were appended, and hears it from them, so that their event
 * processors need not wait for a poll. Best effort: what is not heard is found by the poll.
 *
 * <p>It rings after the commit, on a thread of its own, once for all appends since the last time and every few milliseconds
 * at most; and only while others say that they listen, since a process alone wakes its own processors anyway.
 */
public final class AppendNotifier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AppendNotifier.class);
    private static final String RINGING = "punchgate_log";
    /** Each process says here, every second, that it listens. */
    private static final String LISTENING = "punchgate_log_listening";

    private static final int LISTEN_MILLIS = 1_000;
    private static final int RECONNECT_MILLIS = 1_000;
    private static final Duration RING_EVERY = Duration.ofMillis(5);
    /** Whoever has said nothing for so long is gone. */
    private static final Duration OTHERS_SILENT_MAX = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final FollowingProcessors followers;
    private final Semaphore toRing = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;
    /** The database's names for the connections that ring and listen; 0 while there is none. */
    private volatile int ringingBackend;

    private volatile int listeningBackend;
    private volatile long othersHeardNanos = System.nanoTime() - OTHERS_SILENT_MAX.toNanos();

    public AppendNotifier(DataSource dataSource, EventLog log) {
        this.dataSource = dataSource;
        this.followers = log.followers();
        followers.onAppend(this::appended);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("append-bell-ring").start(() -> keepTrying(this::ring));
        Thread.ofPlatform().daemon().name("append-bell-listen").start(() -> keepTrying(this::listen));
    }

    @Override
    public void stop() {
        running = false;
        stopped.release(2);
        toRing.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void appended() {
        if (System.nanoTime() - othersHeardNanos < OTHERS_SILENT_MAX.toNanos()) {
            toRing.release();
        }
    }

    private void keepTrying(OnConnection work) {
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                work.on(connection);
            } catch (SQLException e) {
                LOG.debug("the append bell lost its connection: {}", e.getMessage());
                pause();
            }
        }
    }

    private void ring(Connection connection) throws SQLException {
        ringingBackend = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement()) {
            while (running) {
                toRing.acquireUninterruptibly();
                toRing.drainPermits();
                tell(statement, RINGING);
                Polling.rest(RING_EVERY);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection listening = connection.unwrap(PGConnection.class);
        listeningBackend = listening.getBackendPID();
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + RINGING);
            statement.execute("listen " + LISTENING);
            while (running) {
                tell(statement, LISTENING);
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LISTEN_MILLIS);
                for (int left = LISTEN_MILLIS; left > 0 && running; left = millisUntil(until)) {
                    hear(listening.getNotifications(left));
                }
            }
        }
    }

    private void hear(PGNotification[] told) {
        for (PGNotification each : told) {
            if (each.getPID() != ringingBackend && each.getPID() != listeningBackend) {
                othersHeardNanos = System.nanoTime();
                if (each.getName().equals(RINGING)) {
                    followers.othersAppended();
                }
            }
        }
    }

    /** Nothing is lost by a crash that was not lost anyway: the disk is not waited for. */
    private static void tell(Statement statement, String channel) throws SQLException {
        statement.execute("select set_config('synchronous_commit', 'off', true), pg_notify('" + channel + "', '')");
    }

    private static int millisUntil(long nanos) {
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    private void pause() {
        try {
            boolean ignored = stopped.tryAcquire(RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface OnConnection {
        void on(Connection connection) throws SQLException;
    }
}
