package io.punchgate.runtime.log;

import io.punchgate.runtime.log.partition.EventPartitions;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table of all events. Appending takes the row lock of {@code log.head} until the transaction ends: positions are dense,
 * and none becomes visible before a lower one, however many processes append.
 */
public final class EventLog {

    /** Events read at a time. */
    public static final int PAGE_EVENTS = 1_000;

    /**
     * The head's newest version, which the index has at its end. A snapshot that stays open keeps all later versions of
     * the row; none of them is read.
     */
    static final String HEAD = "select position from log.head order by position desc limit 1";

    /** The time, in ms, after which the server ends a transaction that holds the head, in whatever state its process is. */
    private static final String TURN_MILLIS_MAX = "8000";

    /** Servers before 17 know no time-out of transactions; there it is that of transactions that wait for their process. */
    private static final String LOCK = """
            select position, erasures, case when current_setting('server_version_num')::int >= 170000
                then set_config('transaction_timeout', '%s', true) end
            from log.head order by position desc limit 1 for update""".formatted(TURN_MILLIS_MAX);

    private final JdbcTemplate jdbc;
    private final EventRecords records;
    private final RecentEvents recent = new RecentEvents(RecentEvents.EVENTS_MAX);
    private final FollowingProcessors followers = new FollowingProcessors();
    private final EventPartitions partitions;
    private final EventStreams streams;
    private final AppendSupport appends;

    public EventLog(JdbcTemplate jdbc, EventRecords records) {
        this(jdbc, records, EventPartitions.POSITIONS_EACH);
    }

    /**
     * The log in a database.
     *
     * @param positionsEach the number of events of each partition that is made from now on
     */
    public EventLog(JdbcTemplate jdbc, EventRecords records, long positionsEach) {
        this(jdbc, records, new EventPartitions(dataSourceOf(jdbc), dataSourceOf(jdbc), positionsEach));
    }

    /** A log in those partitions. */
    public EventLog(JdbcTemplate jdbc, EventRecords records, EventPartitions partitions) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.records = records;
        this.streams = new EventStreams(jdbc, records, partitions);
        this.appends = new AppendSupport(jdbc, records, recent, followers, partitions);
    }

    private static DataSource dataSourceOf(JdbcTemplate jdbc) {
        return Objects.requireNonNull(jdbc.getDataSource());
    }

    /**
     * Appends events, in their order, to the append that is open on this thread: the one that collects its events, or its
     * transaction's, which takes the head if it has not. Bound to the thread because Axon calls this, through a method
     * without an argument for it; whoever has the open append uses that instead.
     *
     * @throws org.springframework.dao.DuplicateKeyException if a stream has an event of that sequence already
     * @throws IllegalStateException outside a transaction
     */
    public void append(List<StoredEvent> events) {
        if (!events.isEmpty()) {
            @Nullable OpenAppend open = appends.onThisThread();
            if (open == null) {
                open = lockHead(null);
                streams.checkSequences(events);
            }
            open.append(events);
        }
    }

    /**
     * Takes the head's row lock until the caller's transaction ends, so that nobody else appends meanwhile.
     *
     * @param piggybacked asked once the lock is taken; may be null
     * @return the transaction's append
     * @throws IllegalStateException outside a transaction
     */
    public OpenAppend lockHead(@Nullable PiggybackedStatement piggybacked) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the log is appended to within a transaction");
        }
        String sql = piggybacked == null ? LOCK : LOCK + ";" + piggybacked.sql();
        LogTurn.Head head = Objects.requireNonNull(
                jdbc.execute(sql, (PreparedStatement statement) -> LogTurn.lockAndRead(statement, piggybacked)));
        return LogTurn.begin(appends, head);
    }

    /** Begins an append that is collected without asking the database, assuming that the head is there. */
    public StagedAppend stage(long head) {
        return new StagedAppend(appends, head);
    }

    /** Forgets the keys of persons in memory, if other processes have erased any since. */
    public void observeErasures() {
        appends.sealing()
                .observe(Objects.requireNonNull(jdbc.queryForObject(
                        "select erasures from log.head order by position desc limit 1", Long.class)));
    }

    /** The event processors of this process that follow this log. */
    public FollowingProcessors followers() {
        return followers;
    }

    /** The last position; 0 if there are no events. */
    public long head() {
        return appends.head();
    }

    /** The streams that were appended to after one position, up to another, both as positions of events. */
    public List<String> streamsBetween(long after, long upTo) {
        return jdbc.queryForList(
                "select distinct stream from log.event where position > ? and position <= ?",
                String.class,
                after,
                upTo);
    }

    /**
     * At most {@link #PAGE_EVENTS} events after a position, in order. They end before one that this version cannot read: none is
     * passed over, for a later version may have written it.
     *
     * @throws IllegalStateException if the first of them cannot be read
     */
    public List<Logged> readAfter(long position) {
        List<Logged> known = recentAfter(position).orElse(List.of());
        if (!known.isEmpty()) {
            return known;
        }
        List<Logged> read = records.page(jdbc.query(
                "select position, record from log.event where position > ? and position <= ? order by position",
                (row, number) -> EventRecords.Text.in(row),
                position,
                position + PAGE_EVENTS));
        if (read.isEmpty()) {
            partitions.requireKept(position + 1, "position " + (position + 1));
        } else if (read.getFirst().position() != position + 1) {
            partitions.requireKeptStill(position + 1, "position " + (position + 1));
        }
        return read;
    }

    /**
     * The same without asking the database, of what this process appended: none, if it appended none after that position, and
     * empty, if it cannot tell what follows.
     */
    public Optional<List<Logged>> recentAfter(long position) {
        return recent.after(position, PAGE_EVENTS);
    }

    /**
     * At most so many events of a stream from a sequence on, in order.
     *
     * @throws io.punchgate.runtime.log.partition.EventsArchived if some of them were
     */
    public List<Logged> readStream(String stream, long firstSequence, int max) {
        return streams.read(stream, firstSequence, max);
    }

    /** The sequence of a stream's last event, or empty if there is no such stream. */
    public Optional<Long> lastSequence(String stream) {
        return streams.lastSequence(stream);
    }

    /** The partitions of the table. */
    public EventPartitions partitions() {
        return partitions;
    }

    /** The last position recorded before an instant; 0 if there is none. */
    public long lastPositionBefore(Instant instant) {
        return new PositionSearch(JdbcClient.create(jdbc)).lastBefore(instant);
    }
}
