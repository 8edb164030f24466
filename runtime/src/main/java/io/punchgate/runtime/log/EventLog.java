package io.punchgate.runtime.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table of all events. Appending takes the row lock of {@code log.head} until the transaction ends: positions are dense,
 * and none becomes visible before a lower one, however many processes append.
 */
public final class EventLog {

    /** Events read at a time. */
    public static final int PAGE_EVENTS = 1_000;

    /** What this process appended last is kept: some ten megabytes, and seconds of the heaviest load. */
    private static final int RECENT_EVENTS_MAX = 8_192;

    /** One statement takes the head's lock, moves it, and inserts the rows from it on. */
    private static final String APPEND = """
            with moved as (
                update log.head set position = position + ? returning position - ? as before
            ), inserted as (
                insert into log.event (position, stream, sequence, type, recorded_at, record)
                select moved.before + added.number, stream, sequence, type, recorded_at, record
                from moved, unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[])
                    with ordinality as added (stream, sequence, type, recorded_at, record, number)
            )
            select before from moved
            """;

    private final JdbcTemplate jdbc;
    private final EventRecords records;
    private final RowMapper<Logged> logged;
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS_MAX);

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
        long before = jdbc.query(connection -> bind(connection, events), (row, number) -> row.getLong(1))
                .getFirst();
        List<Logged> logged = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            logged.add(new Logged(before + logged.size() + 1, event));
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.add(logged);
            }
        });
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
        List<Logged> known = recent.after(position, PAGE_EVENTS);
        if (!known.isEmpty()) {
            return known;
        }
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

    private PreparedStatement bind(Connection connection, List<StoredEvent> events) throws SQLException {
        int count = events.size();
        @Nullable Object[] streams = new String[count];
        @Nullable Object[] sequences = new Long[count];
        @Nullable Object[] types = new String[count];
        @Nullable Object[] times = new String[count];
        @Nullable Object[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            StoredEvent event = events.get(i);
            streams[i] = event.stream();
            sequences[i] = event.sequence();
            types[i] = EventRecords.storedName(event.payload());
            times[i] = event.at().toString();
            texts[i] = records.encode(event);
        }
        PreparedStatement statement = connection.prepareStatement(APPEND);
        statement.setInt(1, count);
        statement.setInt(2, count);
        statement.setArray(3, connection.createArrayOf("text", streams));
        statement.setArray(4, connection.createArrayOf("bigint", sequences));
        statement.setArray(5, connection.createArrayOf("text", types));
        statement.setArray(6, connection.createArrayOf("timestamptz", times));
        statement.setArray(7, connection.createArrayOf("text", texts));
        return statement;
    }

    private static long required(@Nullable Long value) {
        if (value == null) {
            throw new IllegalStateException("log.head has no row");
        }
        return value;
    }

    /** An event and its position in the log, from 1. */
    public record Logged(long position, StoredEvent event) {}
}
