package io.punchgate.query.audit;

import io.punchgate.api.audit.RememberedReplays;
import io.punchgate.api.audit.ReplayView;
import io.punchgate.runtime.web.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/**
 * The replays of this process: one works at a time, the others wait. Whoever has just had one waits behind the others. The last
 * few are remembered.
 */
@Component
class Replays implements RememberedReplays, DisposableBean {

    /** Replays remembered; the oldest that has ended is forgotten first. */
    static final int REMEMBERED_MAX = 50;
    /** Replays of one customer, or of operators, that have not ended. */
    static final int PER_CUSTOMER_MAX = 3;
    /** Replays of all that have not ended. */
    static final int ALL_MAX = 30;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final int STOP_SECONDS_MAX = 10;
    private static final int ID_LENGTH = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final ReplayParts parts;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("replay").daemon().factory());
    private final Map<String, Replay> remembered = new LinkedHashMap<>();
    private final List<Replay> waiting = new ArrayList<>();
    private @Nullable Replay current;
    private @Nullable String lastCustomer;
    private boolean working;

    Replays(ReplayParts parts) {
        this.parts = parts;
    }

    /**
     * Starts a replay, at its turn.
     *
     * @throws Problem 429 where the customer has as many as it may have; 503 where all have
     */
    synchronized Replay start(ReplayScope scope) {
        List<Replay> open =
                remembered.values().stream().filter(each -> !each.hasEnded()).toList();
        if (open.stream().filter(each -> isOf(each, scope.customerId())).count() >= PER_CUSTOMER_MAX) {
            throw Problem.tooManyUnderWay(PER_CUSTOMER_MAX, RETRY_AFTER);
        }
        if (open.size() >= ALL_MAX) {
            throw Problem.unavailable(RETRY_AFTER);
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        Replay replay = new Replay(id, scope);
        remember(replay);
        waiting.removeIf(Replay::isCancelled);
        waiting.add(replay);
        if (!working) {
            working = true;
            thread.execute(this::runAll);
        }
        return replay;
    }

    private static boolean isOf(Replay replay, @Nullable String customerId) {
        return Objects.equals(replay.scope().customerId(), customerId);
    }

    private void remember(Replay replay) {
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.values().stream()
                    .filter(Replay::hasEnded)
                    .findFirst()
                    .ifPresent(ended -> remembered.remove(ended.id()));
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

    @Override
    public synchronized List<ReplayView> views(@Nullable String customerId) {
        return remembered.values().stream()
                .filter(each -> customerId == null || isOf(each, customerId))
                .map(Replay::apiView)
                .toList()
                .reversed();
    }

    @EventListener(ApplicationReadyEvent.class)
    void tidyUp() throws SQLException {
        ReplaySchema.dropAbandoned(parts.dataSource());
    }

    @Override
    public void destroy() throws InterruptedException {
        synchronized (this) {
            waiting.forEach(Replay::cancel);
            if (current != null) {
                current.cancel();
            }
        }
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("a replay did not stop in {} s; its schema is dropped at the next start", STOP_SECONDS_MAX);
        }
    }

    private void runAll() {
        for (Replay replay = next(); replay != null; replay = next()) {
            // Told last, so that a client that reads of it can start the next replay.
            run(replay).run();
        }
    }

    /** The next one at its turn; null: there is none, and the thread has nothing to do. */
    private synchronized @Nullable Replay next() {
        waiting.removeIf(Replay::isCancelled);
        current = waiting.stream()
                .filter(each -> !isOf(each, lastCustomer))
                .findFirst()
                .orElseGet(() -> waiting.isEmpty() ? null : waiting.getFirst());
        working = current != null;
        if (current != null) {
            waiting.remove(current);
            lastCustomer = current.scope().customerId();
        }
        return current;
    }

    private Runnable run(Replay replay) {
        try {
            List<Difference> differences = rebuildAndCompare(replay);
            return () -> replay.done(differences);
        } catch (CancellationException e) {
            LOG.info("replay {} cancelled", replay.id());
            return () -> {};
        } catch (SQLException | RuntimeException | Error e) {
            if (replay.isCancelled()) {
                return () -> {};
            }
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
