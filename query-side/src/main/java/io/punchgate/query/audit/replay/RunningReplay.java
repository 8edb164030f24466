package io.punchgate.query.audit.replay;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replay that this process works at. The thread that works writes here; others read, and end it. */
final class RunningReplay {

    private static final Logger LOG = LoggerFactory.getLogger(RunningReplay.class);

    private final Replay replay;
    private final String owner;
    private final long startedNanos = System.nanoTime();
    private volatile long processed;
    private volatile long total;
    private volatile Replay.Stage stage = Replay.Stage.REBUILDING;
    private volatile boolean ended;
    private volatile @Nullable Statement statement;

    /**
     * The work of this process at a replay.
     *
     * @param owner by which the replay tells this work from that of another process
     */
    RunningReplay(Replay replay, String owner) {
        this.replay = replay;
        this.owner = owner;
        this.processed = replay.processed();
        this.total = replay.total();
    }

    String id() {
        return replay.id();
    }

    String owner() {
        return owner;
    }

    ReplayScope scope() {
        return replay.scope();
    }

    boolean isSwitching() {
        return replay.switching();
    }

    long processed() {
        return processed;
    }

    long total() {
        return total;
    }

    Replay.Stage stage() {
        return stage;
    }

    /** The time for which processes have worked at it so far. */
    Duration elapsed() {
        return replay.elapsed().plusNanos(System.nanoTime() - startedNanos);
    }

    /** Notes the number of events, and of those looked at so far. */
    void progress(long eventsProcessed, long eventsTotal) {
        processed = eventsProcessed;
        total = eventsTotal;
    }

    /** Notes the part of the work that begins. */
    void begins(Replay.Stage next) {
        checkGoesOn();
        stage = next;
    }

    /** Ends the work soon, as it was cancelled or this process stops. May be called again, for a statement that began since. */
    void end() {
        ended = true;
        @Nullable Statement running = statement;
        if (running != null) {
            try {
                if (!running.isClosed()) {
                    running.cancel();
                }
            } catch (SQLException e) {
                LOG.warn("a statement of a replay that has ended goes on for a while", e);
            }
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * Goes on.
     *
     * @throws CancellationException if the work was ended
     */
    void checkGoesOn() {
        if (ended) {
            throw new CancellationException();
        }
    }

    /**
     * Notes the statement that an end breaks off.
     *
     * @throws CancellationException if the work was ended
     */
    void runs(Statement next) {
        statement = next;
        checkGoesOn();
    }
}
