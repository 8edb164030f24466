package io.punchgate.runtime.log;

import io.punchgate.runtime.log.partition.EventPartitions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The parts that all appends of one log share: its tables, its stored text, and those who follow it. */
final class AppendSupport {

    private final JdbcTemplate jdbc;
    private final EventRecords format;
    private final EventSealing sealing;
    private final RecentEvents recent;
    private final FollowingProcessors followers;
    private final EventPartitions partitions;

    AppendSupport(
            JdbcTemplate jdbc,
            EventRecords format,
            RecentEvents recent,
            FollowingProcessors followers,
            EventPartitions partitions) {
        this.jdbc = jdbc;
        this.format = format;
        this.sealing = new EventSealing(jdbc, format.persons(), recent);
        this.recent = recent;
        this.followers = followers;
        this.partitions = partitions;
    }

    EventSealing sealing() {
        return sealing;
    }

    /** The text to store. */
    String encode(StoredEvent event) {
        return format.encode(event);
    }

    /**
     * Writes events after a head, and a statement along with them.
     *
     * @throws ConcurrencyException if the head is not there; nothing is written then
     */
    void write(long head, List<StoredEvent> events, List<String> records, @Nullable PiggybackedStatement along) {
        partitions.cover(head + events.size());
        boolean moved = Boolean.TRUE.equals(
                jdbc.execute(new AppendStatement(head, events, records, along), AppendSupport::hasMovedTheHead));
        if (!moved) {
            throw new ConcurrencyException("the head of the log is not at " + head);
        }
    }

    private static boolean hasMovedTheHead(PreparedStatement append) throws SQLException {
        try (ResultSet heads = append.executeQuery()) {
            return heads.next() && heads.getLong(1) == 1;
        }
    }

    /** Runs a statement with which no events go. */
    void writeAlone(PiggybackedStatement alone) {
        jdbc.update(alone.sql(), statement -> alone.bind(statement, 1));
    }

    /** The last position; 0 if there are no events. */
    long head() {
        @Nullable Long position = jdbc.queryForObject(EventLog.HEAD, Long.class);
        if (position == null) {
            throw new IllegalStateException("log.head has no row");
        }
        return position;
    }

    /** Tells those who follow the log of events that are stored now. */
    void tellAppended(long head, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Logged> logged = new ArrayList<>(events.size());
        events.forEach(event -> logged.add(new Logged(head + logged.size() + 1, event)));
        recent.add(logged);
        followers.appended(logged);
    }

    /** The append that is open on this thread; null: none is. */
    @Nullable
    OpenAppend onThisThread() {
        return (OpenAppend) TransactionSynchronizationManager.getResource(this);
    }

    void bindToThread(OpenAppend append) {
        TransactionSynchronizationManager.bindResource(this, append);
    }

    void unbindFromThread() {
        var unused = TransactionSynchronizationManager.unbindResourceIfPossible(this);
    }
}
