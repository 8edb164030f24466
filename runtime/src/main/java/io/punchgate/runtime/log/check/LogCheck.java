package io.punchgate.runtime.log.check;

import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.tree.TreeCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the whole log again, from its first position to the one that was its last when this began. Not for several threads. */
public final class LogCheck {

    /** Positions read by one statement: some 2 MB. */
    public static final int WINDOW_POSITIONS = 8 * TreeCheck.TILE;

    private static final int EXTRA_MAX = 1_000;

    private static final String FIRST_KEPT = """
            select coalesce(min(cast(substring(pg_get_expr(relpartbound, inhrelid) from 'FROM \\(''(\\d+)''') as bigint)), 1)
            from pg_inherits join pg_class on pg_class.oid = inhrelid where inhparent = cast('log.event' as regclass)
            """;

    private final JdbcClient jdbc;
    private final EventRecords records;
    private final TreeCheck tree;
    private final long firstKept;
    private final long end;
    private final List<LogFault> atTheEnd = new ArrayList<>();
    private long reached;

    /**
     * Begins. What follows is read in the transactions of whoever asks.
     *
     * @param verified the signed texts that were verified before; they are added to
     */
    public LogCheck(JdbcClient jdbc, EventRecords records, Set<String> verified) {
        this.jdbc = jdbc;
        this.records = records;
        this.tree = new TreeCheck(jdbc, verified);
        this.firstKept = jdbc.sql(FIRST_KEPT).query(Long.class).single();
        this.end = readEnd();
    }

    /** The position at which the log ends, by its head, the tree and what is signed of it. */
    private long readEnd() {
        List<Long> heads =
                jdbc.sql("select position from log.head").query(Long.class).list();
        long last = last();
        long head = heads.stream().mapToLong(Long::longValue).max().orElse(last);
        long found = dense(tree.lastKnown(), Math.min(head, last));
        if (heads.size() != 1 || (head != found && head != last)) {
            atTheEnd.add(LogFault.of("log head"));
        }
        jdbc.sql("select " + EventRow.COLUMNS + " from log.event where position > ? order by position limit ?")
                .params(found, EXTRA_MAX)
                .query((row, number) -> EventRow.read(row))
                .list()
                .forEach(extra -> atTheEnd.add(extra.fault()));
        return found;
    }

    /** The end, unless most of what would be before it is not there: then what is there does not belong there. */
    private long dense(long known, long candidate) {
        long there = jdbc.sql("select count(*) from log.event where position > ? and position <= ?")
                .params(known, candidate)
                .query(Long.class)
                .single();
        return candidate > known && 2 * there >= candidate - known ? candidate : known;
    }

    /** The last position that there is now, whatever the head of the log says. */
    public long last() {
        return jdbc.sql("select coalesce(max(position), 0) from log.event")
                .query(Long.class)
                .single();
    }

    /** The last position that is looked at. */
    public long end() {
        return end;
    }

    /** The last position that was looked at. */
    public long reached() {
        return reached;
    }

    /** The first position that is not archived. */
    public long firstKept() {
        return firstKept;
    }

    /** Goes on with the next stretch. */
    public CheckedWindow next() {
        long first = reached + 1;
        long last = Math.min(end, reached + WINDOW_POSITIONS);
        Map<Long, EventRow> rows = new HashMap<>();
        read(first, last).forEach(each -> rows.put(each.position(), each));
        List<byte @Nullable []> hashes = LongStream.rangeClosed(first, last)
                .mapToObj(rows::get)
                .<byte @Nullable []>map(each -> each == null ? null : each.hash())
                .toList();
        Set<Long> wrong = new HashSet<>(tree.next(first, new ArrayList<>(hashes)));
        List<CheckedEvent> events = new ArrayList<>();
        Map<Long, LogFault> faults = new LinkedHashMap<>();
        for (long position = first; position <= last; position++) {
            @Nullable EventRow each = rows.get(position);
            if (each == null && position >= firstKept) {
                faults.put(position, LogFault.missing(position));
            } else if (each != null) {
                // A text that the tree does not know yet may be another event's.
                boolean changed = wrong.contains(position) || (position > tree.size() && !each.agrees());
                events.add(new CheckedEvent(position, changed ? null : each.event()));
                if (changed || !each.agrees()) {
                    faults.put(position, each.fault());
                }
            }
        }
        reached = last;
        return new CheckedWindow(first, last, events, List.copyOf(faults.values()));
    }

    private List<EventRow> read(long first, long last) {
        return EventRow.decoded(
                jdbc.sql("select " + EventRow.COLUMNS
                                + " from log.event where position between ? and ? order by position")
                        .params(first, last)
                        .query((row, number) -> EventRow.read(row))
                        .list(),
                records);
    }

    /** The events from one position to another, also beyond the end, once more. */
    public CheckedWindow again(long first, long last) {
        List<CheckedEvent> events = new ArrayList<>();
        List<LogFault> faults = new ArrayList<>();
        var entries = tree.entries(first, last);
        for (EventRow each : read(first, last)) {
            boolean sound = entries.of(each.position())
                    .map(entry -> Arrays.equals(entry, each.hash()))
                    .orElse(true);
            events.add(new CheckedEvent(each.position(), sound ? each.event() : null));
            if (!sound) {
                faults.add(each.fault());
            }
        }
        return new CheckedWindow(first, last, events, faults);
    }

    /**
     * Tells what is wrong beside the stretches, once all of them were read.
     *
     * @param told the last position of which something made of the events tells: there was an event
     */
    public List<LogFault> finish(long told) {
        long last = last();
        // Those up to the end are missing in their stretch.
        LongStream.rangeClosed(Math.max(last, end) + 1, told)
                .limit(EXTRA_MAX)
                .forEach(position -> atTheEnd.add(LogFault.missing(position)));
        tree.end().forEach(place -> atTheEnd.add(LogFault.of(place)));
        return List.copyOf(atTheEnd);
    }
}
