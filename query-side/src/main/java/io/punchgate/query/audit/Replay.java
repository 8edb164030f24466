package io.punchgate.query.audit;

import io.punchgate.api.audit.ReplayView;
import io.punchgate.api.audit.ReplayView.DifferenceView;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The progress and outcome of a replay. The thread that runs it and the one that cancels it write here, all others read. */
final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final String id;
    private final ReplayScope scope;
    private final long startedNanos = System.nanoTime();
    private volatile Status status = Status.RUNNING;
    private volatile long elapsedNanos;
    private volatile long processed;
    private volatile long total;
    private volatile List<Difference> differences = List.of();
    private volatile @Nullable Statement statement;

    /** The states of a replay; one that waits for its turn runs already, as clients see it. */
    enum Status {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    Replay(String id, ReplayScope scope) {
        this.id = id;
        this.scope = scope;
    }

    String id() {
        return id;
    }

    ReplayScope scope() {
        return scope;
    }

    boolean isCancelled() {
        return status == Status.CANCELLED;
    }

    /** Notes the number of events, and of those looked at so far. */
    void progress(long eventsProcessed, long eventsTotal) {
        processed = eventsProcessed;
        total = eventsTotal;
        elapsedNanos = System.nanoTime() - startedNanos;
    }

    void done(List<Difference> found) {
        differences = List.copyOf(found);
        end(Status.DONE);
    }

    void failed() {
        end(Status.FAILED);
    }

    /** Has no effect on a replay that has ended. */
    void cancel() {
        end(Status.CANCELLED);
        @Nullable Statement running = statement;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                LOG.warn("the comparison of a cancelled replay goes on for a while", e);
            }
        }
    }

    /**
     * Notes the statement that a cancellation ends.
     *
     * @throws CancellationException if the replay was cancelled before
     */
    void runs(Statement next) {
        statement = next;
        if (isCancelled()) {
            throw new CancellationException();
        }
    }

    boolean hasEnded() {
        return status != Status.RUNNING;
    }

    /** Ends the replay unless it has ended already. */
    private synchronized void end(Status reached) {
        if (status == Status.RUNNING) {
            status = reached;
        }
    }

    View view() {
        long perSecond = elapsedNanos == 0 ? 0 : processed * TimeUnit.SECONDS.toNanos(1) / elapsedNanos;
        String told = status.name().toLowerCase(Locale.ROOT);
        return new View(id, told, processed, total, perSecond, differences);
    }

    /** The replay as pages show it. */
    ReplayView apiView() {
        View view = view();
        List<DifferenceView> rows =
                view.differences().stream().map(Difference::apiView).toList();
        return new ReplayView(
                id, scope.sn(), view.status(), view.processed(), view.total(), view.eventsPerSecond(), rows);
    }

    /** A replay as clients read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record View(
            String id, String status, long processed, long total, long eventsPerSecond, List<Difference> differences) {}
}
