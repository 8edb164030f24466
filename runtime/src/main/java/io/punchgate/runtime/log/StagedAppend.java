package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is to be appended after an assumed head. One thread collects it, without asking the database; then one, maybe another,
 * writes it in a single journey, which fails as a whole if the head is not there.
 */
public final class StagedAppend implements Appending {

    private final EventLog log;
    private final JdbcTemplate jdbc;
    private final EventRecords format;
    private final long head;
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<Runnable> onceStored = new ArrayList<>();
    private @Nullable PiggybackedStatement piggybacked;

    StagedAppend(EventLog log, JdbcTemplate jdbc, EventRecords format, long head) {
        this.log = log;
        this.jdbc = jdbc;
        this.format = format;
        this.head = head;
    }

    /** Does that work, with all that it appends being collected here. */
    public void collect(Runnable work) {
        log.collectIn(this, work);
    }

    /** Takes over what another collected that begins where this one ends. */
    public void add(StagedAppend next) {
        if (next.head != headAfter()) {
            throw new IllegalArgumentException("it begins at " + next.head + " and not at " + headAfter());
        }
        events.addAll(next.events);
        records.addAll(next.records);
        onceStored.addAll(next.onceStored);
        if (next.piggybacked != null) {
            accompany(next.piggybacked);
        }
    }

    /** Makes its texts, too, so that who writes them has less to do: writers wait for each other. */
    @Override
    public void append(List<StoredEvent> more) {
        events.addAll(more);
        more.forEach(event -> records.add(format.encode(event)));
    }

    @Override
    public void accompany(PiggybackedStatement other) {
        piggybacked = piggybacked == null ? other : piggybacked.and(other);
    }

    @Override
    public void onceStored(Runnable action) {
        onceStored.add(action);
    }

    /** The assumed last position before. */
    public long head() {
        return head;
    }

    /** The last position once it is written. */
    public long headAfter() {
        return head + events.size();
    }

    /** The streams that it appends to. */
    public Set<String> streams() {
        return events.stream().map(StoredEvent::stream).collect(Collectors.toSet());
    }

    /**
     * Writes it all, durably, or nothing. Called outside a transaction.
     *
     * @throws ConcurrencyException if another process has appended
     * @throws org.springframework.dao.DuplicateKeyException if that, or what its piggybacked assumes is not so
     */
    public void write() {
        if (!events.isEmpty()) {
            jdbc.execute(new AppendStatement(head, events, records, piggybacked), PreparedStatement::execute);
            log.tellAppended(head, events);
        } else if (log.head() != head) {
            throw new ConcurrencyException("another process has appended to the log");
        }
        onceStored.forEach(Runnable::run);
    }
}
