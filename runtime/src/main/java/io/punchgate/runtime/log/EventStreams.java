package io.punchgate.runtime.log;

import io.punchgate.runtime.log.partition.EventPartitions;
import io.punchgate.runtime.log.partition.EventsArchived;
import io.punchgate.runtime.log.partition.StreamRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The streams in the log: each is read from the partitions that hold it. */
record EventStreams(JdbcTemplate jdbc, EventRecords records, EventPartitions partitions) {

    /**
     * At most so many events of a stream from a sequence on, in order.
     *
     * @throws EventsArchived if some of them were
     */
    List<Logged> read(String stream, long firstSequence, int max) {
        // The directory may come to tell of more, so what it does not tell of is read first.
        long told = partitions.toldUpTo();
        List<Logged> latest = read(stream, firstSequence, new StreamRange(told + 1, Long.MAX_VALUE), max);
        boolean complete = !latest.isEmpty() && latest.getFirst().event().sequence() == firstSequence;
        if (told == 0 || complete) {
            return latest;
        }
        List<Logged> events = new ArrayList<>();
        for (StreamRange range : partitions.ranges(stream, firstSequence)) {
            if (events.size() < max) {
                List<Logged> read = read(stream, firstSequence, range, max - events.size());
                if (read.isEmpty()) {
                    partitions.requireKeptStill(range.lastPosition(), "event " + firstSequence + " of " + stream);
                }
                events.addAll(read);
            }
        }
        long last = events.isEmpty() ? 0 : events.getLast().position();
        latest.stream()
                .filter(each -> each.position() > last)
                .limit(max - (long) events.size())
                .forEach(events::add);
        return events;
    }

    /** Bounds of positions let PostgreSQL look into the partitions between them only. */
    private List<Logged> read(String stream, long firstSequence, StreamRange range, int max) {
        return records.all(jdbc.query(
                "select position, record from log.event where stream = ? and sequence >= ? and position between ? and ?"
                        + " order by sequence limit ?",
                (row, number) -> EventRecords.Text.in(row),
                stream,
                firstSequence,
                range.firstPosition(),
                range.lastPosition(),
                max));
    }

    /** The sequence of a stream's last event, or empty if there is no such stream. */
    Optional<Long> lastSequence(String stream) {
        long told = partitions.toldUpTo();
        Optional<Long> latest = Optional.ofNullable(jdbc.queryForObject(
                "select max(sequence) from log.event where stream = ? and position > ?", Long.class, stream, told));
        return latest.isPresent() || told == 0 ? latest : partitions.lastSequence(stream);
    }

    /**
     * Checks, with the head locked, that events follow the last ones of their streams: a decision of before may rest on what
     * another has appended to since. An index would tell within a partition, and the last event may be in one before.
     *
     * @throws DuplicateKeyException if they do not
     */
    void checkSequences(List<StoredEvent> events) {
        Map<String, Long> last = new HashMap<>();
        for (StoredEvent event : events) {
            long before = last.computeIfAbsent(
                    event.stream(), each -> lastSequence(each).orElse(-1L));
            if (event.sequence() != before + 1) {
                throw new DuplicateKeyException(event.stream() + " is at sequence " + before + " already");
            }
            last.put(event.stream(), event.sequence());
        }
    }
}
