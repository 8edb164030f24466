package io.punchgate.runtime.log.partition;

import io.punchgate.runtime.sql.RangePartitions;
import io.punchgate.runtime.sql.RangePartitions.Partition;
import io.punchgate.runtime.sql.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The partitions of {@code log.event}, and the directory of the streams in the full ones. What the directory does not tell of
 * yet, the last partition or two, is asked for each stream.
 */
public final class EventPartitions {

    /** Half a day at 1,000 punches a second: some 50 GB. */
    public static final long POSITIONS_EACH = 50_000_000;

    private static final String END = "select position from log.stream_range_end";

    /** Looks up each stream by the index, rather than read every entry of it. */
    private static final String TELL_STREAMS = """
            with recursive streams (stream) as (
                (select stream from $partition order by stream limit 1)
                union all
                select (select next.stream from $partition next where next.stream > before.stream order by next.stream limit 1)
                from streams before where before.stream is not null)
            insert into log.stream_range (stream, first_sequence, last_sequence, first_position, last_position)
            select streams.stream, first.sequence, last.sequence, first.position, last.position
            from streams
            cross join lateral (select sequence, position from $partition e where e.stream = streams.stream
                order by e.sequence limit 1) first
            cross join lateral (select sequence, position from $partition e where e.stream = streams.stream
                order by e.sequence desc limit 1) last
            where streams.stream is not null
            on conflict do nothing
            """;

    private final JdbcTemplate jdbc;
    private final JdbcTemplate upkeep;
    private final TransactionTemplate transaction;
    private final RangePartitions partitions;
    private volatile long toldUpTo;

    /**
     * The partitions of the log in a database.
     *
     * @param longWork connections for the upkeep, which may read for minutes
     * @param positionsEach the number of positions of each partition that is made from now on
     */
    public EventPartitions(DataSource dataSource, DataSource longWork, long positionsEach) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.upkeep = new JdbcTemplate(longWork);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(longWork));
        this.partitions = new RangePartitions(dataSource, "log.event", positionsEach);
    }

    /** Makes sure that events up to that position can be stored; costs a comparison. */
    public void cover(long position) {
        partitions.cover(position);
    }

    /** Makes a partition ahead of the head, and tells of the streams of those that are full. Any process may, at any time. */
    public void maintain(long head) {
        partitions.keepAhead(head);
        for (Partition each : partitions.known()) {
            if (each.next() <= head + 1 && each.next() > toldUpTo + 1) {
                transaction.executeWithoutResult(status -> tellStreams(each));
            }
        }
        toldUpTo = end(END);
    }

    private void tellStreams(Partition full) {
        upkeep.execute(Sessions.END_IF_IDLE);
        upkeep.execute("set local lock_timeout = '7s'");
        long told = end(END + " for update");
        if (told < full.next() - 1) {
            upkeep.update(TELL_STREAMS.replace("$partition", full.name()));
            upkeep.update("update log.stream_range_end set position = ?", full.next() - 1);
        }
    }

    private long end(String sql) {
        return Objects.requireNonNull(upkeep.queryForObject(sql, Long.class));
    }

    /** The position up to which the directory tells of all streams, or a lower one. */
    public long toldUpTo() {
        return toldUpTo;
    }

    /** The parts of a stream in full partitions from a sequence on, in order. */
    public List<StreamRange> ranges(String stream, long firstSequence) {
        return jdbc.query(
                "select first_position, last_position from log.stream_range"
                        + " where stream = ? and last_sequence >= ? order by first_sequence",
                (row, number) -> new StreamRange(row.getLong(1), row.getLong(2)),
                stream,
                firstSequence);
    }

    /** The sequence of a stream's last event in the full partitions, archived ones included; or empty if it has none there. */
    public Optional<Long> lastSequence(String stream) {
        return jdbc
                .queryForList(
                        "select last_sequence from log.stream_range where stream = ? order by first_sequence desc limit 1",
                        Long.class,
                        stream)
                .stream()
                .findFirst();
    }

    /**
     * Checks that the event of a position was not archived.
     *
     * @param asked tells in the error what was asked for
     * @throws EventsArchived if it was
     */
    public void requireKept(long position, String asked) {
        List<Partition> known = partitions.known();
        if (!known.isEmpty() && position < known.getFirst().first()) {
            throw new EventsArchived(asked, known.getFirst().first());
        }
    }

    /** The same, after a look whether partitions were detached just now. */
    public void requireKeptStill(long position, String asked) {
        partitions.keepAhead(position);
        requireKept(position, asked);
    }
}
