package io.punchgate.runtime.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * An append after an assumed head. One thread collects it, without asking the database; then one, maybe another, writes
 * it in a single round trip, which fails as a whole if the head is not there.
 */
public final class StagedAppend implements OpenAppend {

    private final AppendSupport log;
    private final long head;
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<Runnable> onceStored = new ArrayList<>();
    private @Nullable PiggybackedStatement piggybacked;

    StagedAppend(AppendSupport log, long head) {
        this.log = log;
        this.head = head;
    }

    /** Runs work, and collects here the events that Axon's event store is handed meanwhile. */
    public void collect(Runnable work) {
        log.bindToThread(this);
        try {
            work.run();
        } finally {
            log.unbindFromThread();
        }
    }

    /**
     * Takes over all that another append collected.
     *
     * @throws IllegalArgumentException if that does not begin where this one ends
     */
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

    /**
     * Makes the texts, too, so that the writing thread has less to do: writers wait for each other. The database is asked only for
     * persons that are not known here.
     *
     * @throws IllegalStateException for an erasure, which needs a transaction
     */
    @Override
    public void append(List<StoredEvent> more) {
        List<StoredEvent> sealed = log.sealing().seal(more, this);
        events.addAll(sealed);
        sealed.forEach(event -> records.add(log.encode(event)));
    }

    @Override
    public void accompany(PiggybackedStatement statement) {
        piggybacked = piggybacked == null ? statement : piggybacked.and(statement);
    }

    @Override
    public void onceStored(Runnable action) {
        onceStored.add(action);
    }

    @Override
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
     * Writes it all, durably, or nothing. Called outside a transaction, and followed by {@link #tellStored}.
     *
     * @throws ConcurrencyException if another process has appended
     * @throws org.springframework.dao.DuplicateKeyException if what a statement of it assumes is not so
     */
    public void write() {
        if (!events.isEmpty()) {
            log.write(head, events, records, piggybacked);
        } else if (log.head() != head) {
            throw new ConcurrencyException("another process has appended to the log");
        }
    }

    /** Tells those who follow the log, and who asked to be told, that it is written. */
    public void tellStored() {
        if (!events.isEmpty()) {
            log.tellAppended(head, events);
        }
        onceStored.forEach(Runnable::run);
    }
}
