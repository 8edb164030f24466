package io.punchgate.query.audit.scrub;

import io.punchgate.query.projection.Projection;
import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.log.check.CheckedWindow;
import io.punchgate.runtime.log.check.LogCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes copies of the read models from events that were checked, and compares what is served with them. Each copy is fed as far as its
 * twin has come. Tables whose rows never change are compared in pieces, and their copies emptied; all others at the end, within one
 * snapshot of the database. Not for several threads.
 */
final class ReadModelCheck {

    /** Differences that a pass names; more are named by the next, once some are gone. */
    static final int DIFFERENCES_MAX = FaultTable.KEPT_MAX;

    /** Positions between two comparisons of tables that only grow. */
    private static final long PIECE_POSITIONS = 8_192;

    /** The tables that only grow, and the column before the position in an index of theirs; empty: none is. */
    private static final Map<String, String> GROWING = Map.of("punch", "customer_id", "delivery_attempt", "");

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelCheck.class);

    private final Copies copies;
    private final RemovedRows removed;
    private final TableCheck tables;
    private final RowNames names;
    private final Doubts doubts;
    private final CopyFeed feed;
    private final Map<String, Long> compared = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final Map<String, List<String>> leading = new HashMap<>();

    /** Begins, in a transaction. */
    ReadModelCheck(Copies copies, RemovedRows removed, Doubts doubts) {
        this.copies = copies;
        this.removed = removed;
        this.doubts = doubts;
        this.tables = new TableCheck(copies.client());
        this.names = new RowNames(copies.client(), tables);
        this.feed = new CopyFeed(copies.client());
        copies.empty();
        GROWING.forEach(
                (table, column) -> leading.put(table, column.isEmpty() ? List.of() : tables.values(table, column)));
        copies.projections().stream().filter(each -> !feed.knowsSetAside(each)).forEach(this::leaveOut);
    }

    private void leaveOut(Projection projection) {
        leftOut.add(projection.name());
        doubts.leaveOut(projection.tables());
    }

    /** Leaves out all projections that need the events which are archived. */
    void withoutTheFirstEvents() {
        copies.projections().forEach(this::leaveOut);
    }

    /** Takes the next stretch; returns the faults that can be named at once. */
    List<FoundFault> feed(CheckedWindow window) {
        Map<String, Long> served = served();
        List<RowDifference> found = new ArrayList<>();
        for (Projection each : copies.projections()) {
            if (isCompared(each, served) && reached(each) >= window.first() - 1) {
                feed.take(each, window, served(each, served));
                if (reached(each) - compared.getOrDefault(each.name(), 0L) >= PIECE_POSITIONS) {
                    found.addAll(compareGrowing(each, reached(each)));
                }
            }
        }
        return found.stream().map(names::fault).toList();
    }

    /** The positions of the projections that are served. */
    private Map<String, Long> served() {
        Map<String, Long> positions = new HashMap<>();
        copies.client()
                .sql("select name, position from query.projection_position")
                .query(row -> {
                    positions.put(row.getString(1), row.getLong(2));
                });
        return positions;
    }

    /** One that was set back is being rebuilt. */
    private boolean isCompared(Projection projection, Map<String, Long> served) {
        if (!leftOut.contains(projection.name()) && served(projection, served) < reached(projection)) {
            LOG.info("{} is rebuilt meanwhile: the scrubber looks at it in its next pass", projection.name());
            leaveOut(projection);
        }
        return !leftOut.contains(projection.name());
    }

    private List<RowDifference> compareGrowing(Projection projection, long upTo) {
        long after = compared.getOrDefault(projection.name(), 0L);
        List<RowDifference> found = new ArrayList<>();
        for (String table : projection.tables()) {
            @Nullable String column = GROWING.get(table);
            if (column != null) {
                found.addAll(unlessRemoved(() -> tables.within(
                        table,
                        column.isEmpty() ? null : column,
                        Objects.requireNonNull(leading.get(table)),
                        after,
                        upTo,
                        DIFFERENCES_MAX)));
                tables.empty(table);
            }
        }
        compared.put(projection.name(), upTo);
        return found;
    }

    /** Rows that are gone for their age are removed from the copies only where something differs. */
    private List<RowDifference> unlessRemoved(Supplier<List<RowDifference>> differences) {
        List<RowDifference> found = differences.get();
        if (found.isEmpty()) {
            return found;
        }
        copies.forgetRemovals();
        removed.removeFrom(copies.jdbc(), Copies.SCHEMA);
        return differences.get();
    }

    /** Feeds copies that are far behind their twins some more, outside of the last snapshot; false: none is. */
    boolean catchUp(LogCheck log) {
        Map<String, Long> served = served();
        List<Projection> behind = copies.projections().stream()
                .filter(each -> isCompared(each, served))
                .filter(each -> served(each, served) - reached(each) > LogCheck.WINDOW_POSITIONS)
                .toList();
        long first = behind.stream().mapToLong(this::reached).min().orElse(0) + 1;
        if (!behind.isEmpty()) {
            feedFrom(first, first + LogCheck.WINDOW_POSITIONS - 1, behind, log, served);
        }
        return !behind.isEmpty();
    }

    private void feedFrom(long first, long last, List<Projection> projections, LogCheck log, Map<String, Long> served) {
        for (long from = first; from <= last; from += LogCheck.WINDOW_POSITIONS) {
            CheckedWindow window = log.again(from, Math.min(last, from + LogCheck.WINDOW_POSITIONS - 1));
            var unused = doubts.note(window);
            projections.stream()
                    .filter(each -> reached(each) >= window.first() - 1)
                    .forEach(each -> feed.take(each, window, served(each, served)));
        }
    }

    private static long served(Projection projection, Map<String, Long> served) {
        return served.getOrDefault(projection.name(), 0L);
    }

    /** Feeds the rest, and compares all that was not yet: in one snapshot with the positions of what is served. */
    List<FoundFault> finish(LogCheck log) {
        Map<String, Long> served = served();
        List<Projection> projections = copies.projections().stream()
                .filter(each -> isCompared(each, served))
                .toList();
        long first = projections.stream().mapToLong(this::reached).min().orElse(0) + 1;
        long last = projections.stream()
                .mapToLong(each -> served(each, served))
                .max()
                .orElse(0);
        feedFrom(first, last, projections, log, served);
        List<RowDifference> found = new ArrayList<>();
        for (Projection projection : projections) {
            // Behind the position of what is served nothing belongs.
            found.addAll(compareGrowing(projection, Long.MAX_VALUE));
            for (String table : projection.tables()) {
                if (!GROWING.containsKey(table)) {
                    found.addAll(unlessRemoved(() -> tables.all(table, DIFFERENCES_MAX)));
                }
            }
        }
        return found.stream().limit(DIFFERENCES_MAX).map(names::fault).toList();
    }

    /** The last position of which a read model tells. */
    long lastServed() {
        return served().values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private long reached(Projection projection) {
        return feed.reached(projection);
    }
}
