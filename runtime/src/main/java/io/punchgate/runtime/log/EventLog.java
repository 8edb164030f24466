package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table of all events. Appending takes the row lock of {@code log.head} until the transaction ends: positions are dense,
 * and none becomes visible before a lower one, however many processes append.
 */
public final class EventLog {

    /** Events read at a time. */
    public static final int PAGE_EVENTS = 1_000;

    private static final String INSERT = """
            insert into log.event (position, stream, sequence, type, recorded_at, record)
            values (?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final EventRecords records;
    private final RowMapper<Logged> logged;

    public EventLog(JdbcTemplate jdbc, EventRecords records) {
        this.jdbc = jdbc;
        this.records = records;
        this.logged = (row, number) -> new Logged(row.getLong(1), records.decode(row.getString(2)));
    }

    /**
     * Appends events, in their order, in the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException if a stream has an event of that sequence already
     * @throws IllegalStateException outside a transaction
     */
    public void append(List<StoredEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events are appended within a transaction");
        }
        if (events.isEmpty()) {
            return;
        }
        long head = required(jdbc.queryForObject(
                "update log.head set position = position + ? returning position", Long.class, events.size()));
        long first = head - events.size() + 1;
        List<Row> rows = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            rows.add(new Row(first + rows.size(), event, records.encode(event)));
        }
        jdbc.batchUpdate(INSERT, rows, rows.size(), EventLog::bind);
    }

    /**
     * Takes the head's row lock until the caller's transaction ends, so that nobody else appends meanwhile.
     *
     * @return the last position
     */
    public long lockHead() {
        return required(jdbc.queryForObject("select position from log.head for update", Long.class));
    }

    /** The last position; 0 if there are no events. */
    public long head() {
        return required(jdbc.queryForObject("select position from log.head", Long.class));
    }

    /** The streams that were appended to after one position, up to another, both as positions of events. */
    public List<String> streamsBetween(long after, long upTo) {
        return jdbc.queryForList(
                "select distinct stream from log.event where position > ? and position <= ?",
                String.class,
                after,
                upTo);
    }

    /** At most {@link #PAGE_EVENTS} events after a position, in order. */
    public List<Logged> readAfter(long position) {
        return jdbc.query(
                "select position, record from log.event where position > ? order by position limit ?",
                logged,
                position,
                PAGE_EVENTS);
    }

    /** At most {@link #PAGE_EVENTS} events of a stream from a sequence on, in order. */
    public List<Logged> readStream(String stream, long firstSequence) {
        return jdbc.query(
                "select position, record from log.event where stream = ? and sequence >= ? order by sequence limit ?",
                logged,
                stream,
                firstSequence,
                PAGE_EVENTS);
    }

    /** The sequence of a stream's last event, or empty if there is no such stream. */
    public Optional<Long> lastSequence(String stream) {
        return Optional.ofNullable(
                jdbc.queryForObject("select max(sequence) from log.event where stream = ?", Long.class, stream));
    }

    /** The last position recorded before an instant; 0 if there is none. */
    public long lastPositionBefore(Instant instant) {
        return required(jdbc.queryForObject(
                "select coalesce(max(position), 0) from log.event where recorded_at < ?",
                Long.class,
                instant.atOffset(ZoneOffset.UTC)));
    }

    private static void bind(PreparedStatement statement, Row row) throws SQLException {
        statement.setLong(1, row.position());
        statement.setString(2, row.event().stream());
        statement.setLong(3, row.event().sequence());
        statement.setString(4, EventRecords.storedName(row.event().payload()));
        statement.setTimestamp(5, Timestamp.from(row.event().at()));
        statement.setString(6, row.record());
    }

    private static long required(@Nullable Long value) {
        if (value == null) {
            throw new IllegalStateException("log.head has no row");
        }
        return value;
    }

    private record Row(long position, StoredEvent event, String record) {}

    /** An event and its position in the log, from 1. */
    public record Logged(long position, StoredEvent event) {}
}
