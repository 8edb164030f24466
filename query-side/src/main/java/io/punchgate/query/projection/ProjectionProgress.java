package io.punchgate.query.projection;

import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a reader see what was stored before it asked: waits until a projection has flushed every event that it handles and
 * that the log held when the reader came, a second at most.
 *
 * <p>It asks the database, not the event processor, which may belong to another process, and whose token keeps up with events of
 * no concern only after a while.
 */
@Component
public final class ProjectionProgress {

    private static final Duration WAIT_MAX = Duration.ofSeconds(1);
    /** The events that are looked at for one that concerns a projection. One that is further behind is not current. */
    private static final long LOOKED_AT_MAX = 10_000;

    private static final Duration POLL_MIN = Duration.ofMillis(2);
    private static final Duration POLL_MAX = Duration.ofMillis(30);

    private final JdbcClient jdbc;
    private final LogReader log;

    ProjectionProgress(@Reading JdbcClient jdbc, LogReader log) {
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
        long from = position(projection);
        return from >= head || (head - from <= LOOKED_AT_MAX && !log.holdsAny(from, head, projection.handles()));
    }
}
