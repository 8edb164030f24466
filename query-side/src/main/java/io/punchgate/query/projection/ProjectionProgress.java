package io.punchgate.query.projection;

import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a reader see what was stored before it asked: waits until a projection has flushed every event that it handles and
 * that the log held when the reader came, a second at most.
 *
 * <p>It asks the database, not the event processor: a processor's token stands still while there is nothing to handle,
 * and may belong to another process.
 */
@Component
public final class ProjectionProgress {

    private static final Duration WAIT_MAX = Duration.ofSeconds(1);
    private static final Duration POLL_MIN = Duration.ofMillis(2);
    private static final Duration POLL_MAX = Duration.ofMillis(30);

    private final JdbcClient jdbc;
    private final LogReader log;
    // By projection: up to here the log holds nothing that waits for it. Spares scanning the same events again.
    private final Map<String, Long> settled = new ConcurrentHashMap<>();

    ProjectionProgress(JdbcClient jdbc, LogReader log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** Returns when the projection's rows tell of everything in the log, or after a second, whichever comes first. */
    public void await(Projection projection) {
        long head = head();
        boolean ignored = Polling.until(() -> hasReached(projection, head), POLL_MIN, POLL_MAX, WAIT_MAX);
    }

    /**
     * The last event of which the projection's rows tell. A list that reads this before its rows has every row up to here,
     * so that a page that is not full may leave its cursor here.
     */
    public long position(Projection projection) {
        return jdbc.sql("select position from query.projection_position where name = ?")
                .param(projection.name())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The last position of the log. */
    long head() {
        return log.head();
    }

    /** Tells whether the projection's rows tell of every event up to there that concerns it. */
    boolean hasReached(Projection projection, long head) {
        long from = Math.max(position(projection), settled.getOrDefault(projection.name(), 0L));
        if (from >= head) {
            return true;
        }
        if (log.holdsAny(from, head, projection.handles())) {
            return false;
        }
        settled.merge(projection.name(), head, Math::max);
        return true;
    }
}
