package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** What this process appended last is kept: half a second of the heaviest load. The collector copies young ones. */
    static final int RECENT_EVENTS_MAX = 4_096;

    private static final String LOCK = "select position from log.head for update";

    private final JdbcTemplate jdbc;
    private final EventRecords records;
    private final RowMapper<Logged> logged;
    private final Object staging = new Object();
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS_MAX);
    private final FollowingProcessors followers = new FollowingProcessors();

    public EventLog(JdbcTemplate jdbc, EventRecords records) {
        this.jdbc = jdbc;
        this.records = records;
        this.logged = (row, number) -> new Logged(row.getLong(1), records.decode(row.getString(2)));
    }

    /**
     * Appends events, in their order, in the caller's transaction, which takes the head if it has not.
     *
     * @throws org.springframework.dao.DuplicateKeyException if a stream has an event of that sequence already
     * @throws IllegalStateException outside a transaction
     */
    public void append(List<StoredEvent> events) {
        if (!events.isEmpty()) {
            appending().append(events);
        }
    }

    /**
     * Takes the head's row lock until the caller's transaction ends, so that nobody else appends meanwhile.
     *
     * @param piggybacked asked once the lock is taken; may be null
     * @return the last position
     */
    public long lockHead(@Nullable PiggybackedStatement piggybacked) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the log is appended to within a transaction");
        }
        String sql = piggybacked == null ? LOCK : LOCK + ";" + piggybacked.sql();
        long head = required(
                jdbc.execute(sql, (PreparedStatement statement) -> LogTurn.lockAndRead(statement, piggybacked)));
        LogTurn.begin(this, jdbc, records, head);
        return head;
    }

    /** Sends a statement along with the transaction's next append; by itself before the commit if there is none. */
    public void accompanyAppend(PiggybackedStatement piggybacked) {
        appending().accompany(piggybacked);
    }

    /** Does something once all that was appended so far is stored, or never, if it will not be. Returns at once. */
    public void onceStored(Runnable action) {
        appending().onceStored(action);
    }

    /** Begins an append that is collected without asking the database, assuming that the head is there. */
    public StagedAppend stage(long head) {
        return new StagedAppend(this, jdbc, records, head);
    }

    void collectIn(StagedAppend append, Runnable work) {
        TransactionSynchronizationManager.bindResource(staging, append);
        try {
            work.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(staging);
        }
    }

    /** The event processors of this process that follow this log. */
    public FollowingProcessors followers() {
        return followers;
    }

    void tellAppended(long head, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Logged> logged = new ArrayList<>(events.size());
        events.forEach(event -> logged.add(new Logged(head + logged.size() + 1, event)));
        recent.add(logged);
        followers.appended(logged);
    }

    private Appending appending() {
        @Nullable Appending collecting = (Appending) TransactionSynchronizationManager.getResource(staging);
        return collecting == null ? turn() : collecting;
    }

    private LogTurn turn() {
        @Nullable LogTurn turn = LogTurn.current(this);
        if (turn != null) {
            return turn;
        }
        lockHead(null);
        return Objects.requireNonNull(LogTurn.current(this));
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
        List<Logged> known = recentAfter(position).orElse(List.of());
        if (!known.isEmpty()) {
            return known;
        }
        return jdbc.query(
                "select position, record from log.event where position > ? order by position limit ?",
                logged,
                position,
                PAGE_EVENTS);
    }

    /**
     * The same without asking the database, of what this process appended: none, if it appended none after that position, and
     * empty, if it cannot tell what follows.
     */
    Optional<List<Logged>> recentAfter(long position) {
        return recent.after(position, PAGE_EVENTS);
    }

    /** At most so many events of a stream from a sequence on, in order. */
    public List<Logged> readStream(String stream, long firstSequence, int max) {
        return jdbc.query(
                "select position, record from log.event where stream = ? and sequence >= ? order by sequence limit ?",
                logged,
                stream,
                firstSequence,
                max);
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

    private static long required(@Nullable Long value) {
        if (value == null) {
            throw new IllegalStateException("log.head has no row");
        }
        return value;
    }

    /** An event and its position in the log, from 1. */
    public record Logged(long position, StoredEvent event) {}
}
