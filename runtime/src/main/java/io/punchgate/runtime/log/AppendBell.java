package io.punchgate.runtime.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the other processes on this database that events were appended, and hears it from them, so that their event
 * processors need not wait for a poll. Best effort: what is not heard is found by the poll.
 *
 * <p>It rings after the commit, on a thread of its own, once for all appends since the last time and every few milliseconds
 * at most, so that appending costs nothing more. It does not listen to itself: this process wakes its processors anyway.
 */
public final class AppendBell implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AppendBell.class);
    private static final String CHANNEL = "punchgate_log";
    private static final int LISTEN_MILLIS = 1_000;
    private static final int RECONNECT_MILLIS = 1_000;
    private static final Duration RING_EVERY = Duration.ofMillis(5);

    private final DataSource dataSource;
    private final LogEventStore eventStore;
    private final Semaphore toRing = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;
    /** The database's name for the connection that rings; 0 while there is none. */
    private volatile int ownBackend;

    public AppendBell(DataSource dataSource, EventLog log, LogEventStore eventStore) {
        this.dataSource = dataSource;
        this.eventStore = eventStore;
        log.onAppend(toRing::release);
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
        ownBackend = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement()) {
            while (running) {
                toRing.acquireUninterruptibly();
                toRing.drainPermits();
                statement.execute("notify " + CHANNEL);
                LockSupport.parkNanos(RING_EVERY.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        PGConnection listening = connection.unwrap(PGConnection.class);
        while (running) {
            if (Stream.of(listening.getNotifications(LISTEN_MILLIS)).anyMatch(rung -> rung.getPID() != ownBackend)) {
                eventStore.wake();
            }
        }
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
