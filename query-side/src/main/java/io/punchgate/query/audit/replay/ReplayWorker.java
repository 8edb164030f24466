package io.punchgate.query.audit.replay;

import io.punchgate.runtime.sql.StorageOutOfReach;
import io.punchgate.runtime.wait.Upkeep;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Works at the replays that nobody works at: one at a time in this process. Whoever has just had one waits behind the others. A
 * replay whose process ended, or lost its database, goes on where it was.
 */
@Component
class ReplayWorker implements DisposableBean {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration NOTE_EVERY = Duration.ofMillis(200);
    private static final int STOP_SECONDS_MAX = 10;
    /** Times that a replay is taken up after the database was out of reach. */
    private static final int TRIES_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWorker.class);

    private final ReplayParts parts;
    private final ReplayTable table;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("replay").daemon().factory());
    private volatile boolean stopping;
    private volatile @Nullable RunningReplay current;
    private @Nullable String lastCustomer;
    private String lastTried = "";
    private int tries;

    ReplayWorker(ReplayParts parts, ReplayTable table) {
        this.parts = parts;
        this.table = table;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var unused = thread.scheduleWithFixedDelay(this::workSafely, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks for work at once. */
    void look() {
        thread.execute(this::workSafely);
    }

    /** Ends the work at a replay that was cancelled, if it is done here. */
    void endIfCancelled(String id) {
        @Nullable RunningReplay running = current;
        if (running != null && running.id().equals(id) && !table.isOpen(id)) {
            running.end();
        }
    }

    /** Leaves what is under way to the other processes, or to the next start. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        @Nullable RunningReplay running = current;
        if (running != null) {
            running.end();
        }
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("a replay did not stop in {} s", STOP_SECONDS_MAX);
        }
    }

    private void workSafely() {
        try {
            while (!stopping && workAtNext()) {
                tries = 0;
            }
        } catch (SQLException | RuntimeException | Error e) {
            // What throws is not run again.
            LOG.warn("replays are looked at again: {}", e.toString());
        }
    }

    /** Works at one replay that nobody works at. Returns false if there is none. */
    private boolean workAtNext() throws SQLException {
        ReplaySchema.dropAbandoned(parts.dataSource(), table::isOpen);
        for (Replay each : table.open(lastCustomer)) {
            @Nullable ReplaySchema schema = ReplaySchema.claim(parts.dataSource(), each.id());
            if (schema == null) {
                ReplaySchema.endStalled(parts.jdbc(), each.id());
                continue;
            }
            try (schema) {
                @Nullable RunningReplay running = table.take(each.id()).orElse(null);
                if (running != null) {
                    lastCustomer = running.scope().customerId();
                    workAt(running, schema);
                    return true;
                }
            }
        }
        return false;
    }

    private void workAt(RunningReplay running, ReplaySchema schema) {
        current = running;
        if (stopping) {
            return;
        }
        Upkeep noting = Upkeep.begin("replay-progress", NOTE_EVERY, () -> note(running));
        try {
            rebuild(running, schema);
        } catch (SQLException | RuntimeException | Error e) {
            leave(running, schema, e);
        } finally {
            noting.close();
            current = null;
        }
    }

    private void rebuild(RunningReplay running, ReplaySchema schema) throws SQLException {
        schema.prepare(
                parts.jdbcOf(running), parts.batch(), new TableCopies(parts.jdbcOf(running), parts.copiedTables()));
        ReplayRun run = new ReplayRun(running, parts, schema.name());
        List<Difference> differences = run.run();
        if (running.isSwitching()) {
            new ReadModelSwitch(running, parts, schema, run.feed()).switchAfter(differences);
            schema.drop(parts.jdbc());
        } else {
            // Told last, so that a client that reads of it can start the next replay.
            schema.drop(parts.jdbc());
            var unused = ReplayTable.done(parts.jdbc(), running, differences);
        }
    }

    /** In another thread than the work: also a statement that takes long is broken off once the replay is cancelled. */
    private void note(RunningReplay running) {
        if (running.hasEnded() || !table.note(running)) {
            running.end();
        }
    }

    /** A replay that was not cancelled, and did not fail, goes on in another process, or here in a moment. */
    private void leave(RunningReplay running, ReplaySchema schema, Throwable why) {
        if (!table.isOpen(running.id())) {
            LOG.info("replay {} ended", running.id());
            schema.drop(parts.jdbc());
        } else if (running.hasEnded() || table.isOfAnother(running)) {
            LOG.info("replay {} is left to the next process", running.id());
        } else if (StorageOutOfReach.isCauseOf(why) && triesOf(running.id()) < TRIES_MAX) {
            LOG.warn("replay {} waits for the database: {}", running.id(), why.toString());
            throw new IllegalStateException("the database is out of reach", why);
        } else {
            LOG.error("replay {} failed", running.id(), why);
            table.fail(
                    running, why instanceof ReplayRefused refused ? refused.reason() : "See the log of the process.");
            schema.drop(parts.jdbc());
        }
    }

    private int triesOf(String id) {
        tries = id.equals(lastTried) ? tries + 1 : 1;
        lastTried = id;
        return tries;
    }
}
