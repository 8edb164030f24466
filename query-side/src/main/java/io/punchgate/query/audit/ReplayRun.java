package io.punchgate.query.audit;

import io.punchgate.query.projection.Projection;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One replay: builds the read models anew, then compares.
 *
 * <p>Each projection is fed exactly as far as its live twin has come. Most events are replayed while the twin moves on; the
 * last ones are replayed, and the tables compared, within one snapshot of the database, so that a live row is never compared
 * with an older or newer one.
 */
final class ReplayRun {

    static final int DIFFERENCES_MAX = 100;

    /** Positions replayed in one transaction. */
    private static final int WINDOW_POSITIONS = 5_000;

    /** Threads that write; each works for one projection at a time. */
    private static final int WRITERS = 3;

    /** Positions left at most for the snapshot, so that it is short. */
    private static final int REST_POSITIONS = 10_000;

    private final Replay replay;
    private final List<Projection> projections;
    private final LoggedRecords log;
    private final EventRecords records;
    private final JdbcClient jdbc;
    private final TransactionTemplate batch;
    private final TransactionTemplate snapshot;
    private final ReplayParts parts;
    private final String schema;
    private final TableComparison comparison;
    private final long lastPosition;
    private final Map<String, Long> reached = new HashMap<>();

    ReplayRun(Replay replay, List<Projection> projections, ReplayParts parts, String schema) {
        this.replay = replay;
        this.projections = projections.stream()
                .filter(projection -> replay.scope().concerns(projection.tables()))
                .toList();
        this.log = parts.log();
        this.records = parts.records();
        this.jdbc = parts.jdbc();
        this.batch = parts.batch();
        this.snapshot = parts.snapshot();
        this.parts = parts;
        this.schema = schema;
        this.comparison = new TableComparison(parts.jdbcOf(replay), schema, replay.scope());
        this.lastPosition = replay.scope().until() == null
                ? log.head()
                : log.lastPositionAt(replay.scope().until());
    }

    /**
     * Rebuilds and compares.
     *
     * @throws CancellationException soon after the replay was cancelled
     */
    List<Difference> run() {
        replay.progress(0, lastPosition);
        Map<String, Long> live = livePositions();
        // A round that does not halve the rest is the last one: rounds would go on for ever where events come in as
        // fast as
        // they are replayed. The snapshot stands still, so its part ends for certain.
        long before = Long.MAX_VALUE;
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (long left = behind(live); left > REST_POSITIONS && left <= before / 2; left = behind(live)) {
                feedUpTo(live, writers);
                before = left;
                live = livePositions();
            }
        }
        List<Difference> found = snapshot.execute(status -> {
            feedUpTo(livePositions(), Runnable::run);
            parts.removeOldRows(schema);
            return compare();
        });
        long total = Math.max(lastPosition, furthest());
        replay.progress(total, total);
        return found;
    }

    /** The positions of the live projections, as the current transaction sees them. */
    private Map<String, Long> livePositions() {
        Map<String, Long> positions = new HashMap<>();
        jdbc.sql("select name, position from query.projection_position").query(row -> {
            long position = row.getLong(2);
            boolean endsEarlier = replay.scope().until() != null && position > lastPosition;
            positions.put(row.getString(1), endsEarlier ? lastPosition : position);
        });
        return positions;
    }

    private long behind(Map<String, Long> live) {
        return projections.stream()
                .mapToLong(projection -> target(live, projection) - reached(projection))
                .max()
                .orElse(0);
    }

    /** Feeds window after window: reads one while the projections write the one before it, side by side. */
    private void feedUpTo(Map<String, Long> live, Executor writers) {
        List<Projection> waiting = projections.stream()
                .filter(projection -> target(live, projection) > reached(projection))
                .toList();
        long first = waiting.stream().mapToLong(this::reached).min().orElse(0) + 1;
        long last = waiting.stream().mapToLong(each -> target(live, each)).max().orElse(0);
        CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
        for (long from = first; from <= last; from += WINDOW_POSITIONS) {
            checkCancelled();
            List<TrackedEventMessage<?>> window = read(from, Math.min(last, from + WINDOW_POSITIONS - 1));
            written.join();
            replay.progress(Math.max(from - 1, furthest()), Math.max(lastPosition, last));
            written = CompletableFuture.allOf(waiting.stream()
                    .map(each -> CompletableFuture.runAsync(() -> write(each, target(live, each), window), writers))
                    .toArray(CompletableFuture[]::new));
        }
        written.join();
        waiting.forEach(projection -> reached.put(projection.name(), target(live, projection)));
    }

    private List<TrackedEventMessage<?>> read(long from, long to) {
        List<EventRecords.Text> texts = log.replayed(replay.scope().sn(), from, to).stream()
                .map(each -> new EventRecords.Text(each.position(), each.record()))
                .toList();
        return records.all(texts).stream()
                .<TrackedEventMessage<?>>map(each -> message(each.event(), each.position()))
                .toList();
    }

    /** The event as a processor gets it. */
    private static TrackedEventMessage<?> message(StoredEvent event, long position) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                new GenericEventMessage<>(event.eventId(), event.payload(), MetaData.emptyInstance(), event.at()));
    }

    private void write(Projection projection, long target, List<TrackedEventMessage<?>> window) {
        long reached = reached(projection);
        for (TrackedEventMessage<?> each : window) {
            long position = each.trackingToken().position().orElseThrow();
            if (position > reached && position <= target) {
                projection.take(each);
            }
        }
        batch.executeWithoutResult(status -> projection.flush());
    }

    private List<Difference> compare() {
        List<Difference> found = new ArrayList<>();
        for (Projection projection : projections) {
            for (String table : projection.tables()) {
                checkCancelled();
                found.addAll(comparison.differences(table, lastPosition, DIFFERENCES_MAX - found.size()));
            }
        }
        return found;
    }

    private void checkCancelled() {
        if (replay.isCancelled()) {
            throw new CancellationException();
        }
    }

    private long furthest() {
        return reached.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private long reached(Projection projection) {
        return reached.getOrDefault(projection.name(), 0L);
    }

    private static long target(Map<String, Long> live, Projection projection) {
        return live.getOrDefault(projection.name(), 0L);
    }
}
