package io.punchgate.query.audit.replay;

import io.punchgate.query.audit.LoggedRecords;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Projection;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Feeds the events to the projections that write the rebuilt tables, from where another process left them. Each projection is fed
 * exactly as far as its live twin has come.
 */
final class ReplayFeed {

    /** Positions left at most for a transaction that others may wait for, so that it is short. */
    private static final int REST_POSITIONS_MAX = 10_000;

    /** Positions left by rounds that others do not wait for. */
    private static final int REST_POSITIONS = 1_000;

    /** Positions replayed in one transaction. */
    private static final int WINDOW_POSITIONS = 5_000;

    /** Threads, each of which writes for one projection at a time. */
    private static final int WRITERS = 3;

    private final RunningReplay replay;
    private final LoggedRecords log;
    private final EventRecords records;
    private final JdbcClient jdbc;
    private final ReplayParts parts;
    private final String schema;
    private final long lastPosition;

    private List<Projection> projections = List.of();
    private Map<String, Long> reached = new HashMap<>();

    ReplayFeed(RunningReplay replay, ReplayParts parts, String schema) {
        this.replay = replay;
        this.log = parts.log();
        this.records = parts.records();
        this.jdbc = parts.jdbc();
        this.parts = parts;
        this.schema = schema;
        this.lastPosition = replay.scope().until() == null
                ? log.head()
                : log.lastPositionAt(replay.scope().until());
        beginFromTables();
    }

    /** Begins where the rebuilt tables are, whatever became of the transaction before. */
    void beginFromTables() {
        projections = parts.projections(schema).stream()
                .filter(projection -> replay.scope().concerns(projection.tables()))
                .toList();
        reached = positions(schema);
    }

    List<Projection> projections() {
        return projections;
    }

    long lastPosition() {
        return lastPosition;
    }

    /**
     * Feeds all but a short rest. A round that does not halve what is left is the last one: rounds would go on for ever where
     * events come in as fast as they are replayed. A snapshot stands still, so its part ends for certain.
     */
    void catchUp() {
        Map<String, Long> live = livePositions();
        long before = Long.MAX_VALUE;
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (long left = behind(live); left > REST_POSITIONS && left <= before / 2; left = behind(live)) {
                feedUpTo(live, writers);
                before = left;
                live = livePositions();
            }
        }
    }

    /** Feeds the rest, up to where the current transaction sees the live projections. */
    void feedToEnd() {
        feedUpTo(livePositions(), Runnable::run);
        replay.progress(Math.max(lastPosition, furthest()), Math.max(lastPosition, furthest()));
    }

    /**
     * Feeds the rest, in the caller's transaction, which holds the live positions.
     *
     * @return false if that is too much for it, and nothing was fed
     */
    boolean feedRest() {
        Map<String, Long> live = livePositions();
        if (behind(live) > REST_POSITIONS_MAX) {
            return false;
        }
        feedUpTo(live, Runnable::run);
        live.values().removeIf(position -> position == 0);
        if (!positions(schema).equals(live)) {
            throw new IllegalStateException("rebuilt up to " + positions(schema) + " in place of " + live);
        }
        return true;
    }

    /** The positions of the live projections, as the current transaction sees them. */
    private Map<String, Long> livePositions() {
        Map<String, Long> positions = positions(BatchedProjection.LIVE_SCHEMA);
        if (replay.scope().until() != null) {
            positions.replaceAll((name, position) -> Math.min(position, lastPosition));
        }
        return positions;
    }

    private Map<String, Long> positions(String ofSchema) {
        Map<String, Long> positions = new HashMap<>();
        jdbc.sql("select name, position from " + ofSchema + ".projection_position")
                .query(row -> {
                    positions.put(row.getString(1), row.getLong(2));
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
            replay.checkGoesOn();
            long to = Math.min(last, from + WINDOW_POSITIONS - 1);
            List<TrackedEventMessage<?>> window = read(from, to);
            written.join();
            replay.progress(Math.max(from - 1, furthest()), Math.max(lastPosition, last));
            written = CompletableFuture.allOf(waiting.stream()
                    .map(each -> CompletableFuture.runAsync(
                            () -> write(each, Math.min(to, target(live, each)), window), writers))
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

    /** The position moves also where nothing of concern came, so that another process goes on from there. */
    private void write(Projection projection, long upTo, List<TrackedEventMessage<?>> window) {
        long reached = reached(projection);
        for (TrackedEventMessage<?> each : window) {
            long position = each.trackingToken().position().orElseThrow();
            if (position > reached && position <= upTo) {
                projection.take(each);
            }
        }
        parts.batch().executeWithoutResult(status -> {
            projection.flush();
            projection.reached(upTo);
        });
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
