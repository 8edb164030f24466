package io.punchgate.query.audit;

import io.punchgate.runtime.web.Problem;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The replays of this process: one at a time, the last few remembered. */
@Component
class Replays implements DisposableBean {

    /** Replays remembered; the oldest is forgotten first. */
    static final int REMEMBERED_MAX = 20;

    private static final int STOP_SECONDS_MAX = 10;
    private static final int ID_LENGTH = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final ReplayParts parts;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("replay").daemon().factory());
    private final Map<String, Replay> remembered = new LinkedHashMap<>();
    private @Nullable Replay current;

    Replays(ReplayParts parts) {
        this.parts = parts;
    }

    /**
     * Starts a replay.
     *
     * @throws Problem 409 while another one runs
     */
    synchronized Replay start(ReplayScope scope) {
        if (current != null) {
            throw Problem.conflict("Another replay is running.");
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        Replay replay = new Replay(id, scope);
        remember(replay);
        current = replay;
        thread.execute(() -> runAndForget(replay));
        return replay;
    }

    private void remember(Replay replay) {
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        remembered.put(replay.id(), replay);
    }

    /** The replay of that id; null if there is none, or it is not that customer's. */
    synchronized @Nullable Replay find(String id, @Nullable String customerId) {
        @Nullable Replay found = remembered.get(id);
        boolean theirs = found != null
                && (customerId == null || customerId.equals(found.scope().customerId()));
        return theirs ? found : null;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tidyUp() throws SQLException {
        ReplaySchema.dropAbandoned(parts.dataSource());
    }

    @Override
    public void destroy() throws InterruptedException {
        synchronized (this) {
            if (current != null) {
                current.cancel();
            }
        }
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("a replay did not stop in {} s; its schema is dropped at the next start", STOP_SECONDS_MAX);
        }
    }

    /** Tells the end last, so that a client that reads of it can start the next replay. */
    private void runAndForget(Replay replay) {
        Runnable ending = run(replay);
        synchronized (this) {
            current = null;
        }
        ending.run();
    }

    private Runnable run(Replay replay) {
        try {
            List<Difference> differences = rebuildAndCompare(replay);
            return () -> replay.done(differences);
        } catch (CancellationException e) {
            LOG.info("replay {} cancelled", replay.id());
            return () -> {};
        } catch (SQLException | RuntimeException e) {
            LOG.error("replay {} failed", replay.id(), e);
            return replay::failed;
        }
    }

    private List<Difference> rebuildAndCompare(Replay replay) throws SQLException {
        try (ReplaySchema schema = ReplaySchema.create(parts.dataSource(), replay.id(), parts.tables())) {
            return new ReplayRun(replay, parts.projections(schema.name()), parts, schema.name()).run();
        }
    }
}
