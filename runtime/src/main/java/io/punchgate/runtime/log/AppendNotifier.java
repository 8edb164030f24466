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
 * Tells the other processes on this database that events were appended, and listens to them, so that event processors
 * need not wait for a poll. Best effort: the poll finds what a lost notice would have told.
 *
 * <p>It notifies after the commit, on a thread of its own, once for all appends since the last time and every few
 * milliseconds at most; and only while other processes say that they listen.
 */
public final class AppendNotifier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AppendNotifier.class);
    private static final String APPENDED = "punchgate_log";
    /** The channel on which each process says, every second, that it listens. */
    private static final String LISTENING = "punchgate_log_listening";

    private static final int LISTEN_MILLIS = 1_000;
    private static final int RECONNECT_MILLIS = 1_000;
    private static final Duration NOTIFY_EVERY = Duration.ofMillis(5);
    /** A process that has said nothing for so long is gone. */
    private static final Duration OTHERS_SILENT_MAX = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final FollowingProcessors followers;
    private final Semaphore toNotify = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;
    /** The process ids, in the database, of the connections that notify and listen; 0 while there is none. */
    private volatile int notifyingBackend;

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
        Thread.ofPlatform().daemon().name("append-notifier").start(() -> keepTrying(this::notifyOthers));
        Thread.ofPlatform().daemon().name("append-listener").start(() -> keepTrying(this::listen));
    }

    @Override
    public void stop() {
        running = false;
        stopped.release(2);
        toNotify.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void appended() {
        if (System.nanoTime() - othersHeardNanos < OTHERS_SILENT_MAX.toNanos()) {
            toNotify.release();
        }
    }

    private void keepTrying(OnConnection work) {
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                work.on(connection);
            } catch (SQLException e) {
                LOG.debug("the append notifier lost its connection and makes a new one: {}", e.getMessage());
                pause();
            }
        }
    }

    private void notifyOthers(Connection connection) throws SQLException {
        notifyingBackend = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement()) {
            while (running) {
                toNotify.acquireUninterruptibly();
                toNotify.drainPermits();
                tell(statement, APPENDED);
                Polling.rest(NOTIFY_EVERY);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection listening = connection.unwrap(PGConnection.class);
        listeningBackend = listening.getBackendPID();
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + APPENDED);
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
            if (each.getPID() != notifyingBackend && each.getPID() != listeningBackend) {
                othersHeardNanos = System.nanoTime();
                if (each.getName().equals(APPENDED)) {
                    followers.othersAppended();
                }
            }
        }
    }

    /** Does not wait for the disk: a crash loses no more than a notice. */
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
