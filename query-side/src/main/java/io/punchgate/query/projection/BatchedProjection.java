package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** A projection that writes a batch of events at a time, and each event once. */
public abstract class BatchedProjection implements Projection {

    /** The schema of the read models that are served. */
    public static final String LIVE_SCHEMA = "query";

    /** An event, and where it stands in the log. */
    public record Positioned(DomainEvent event, long position) {}

    private final ProjectionPosition progress;
    private List<Positioned> taken = new ArrayList<>();
    /** Up to where it wrote, unless that was rolled back. */
    private long written;

    /**
     * A projection into the tables of {@code schema}.
     *
     * @param schema a trusted name: it becomes part of statements
     */
    protected BatchedProjection(JdbcOperations jdbc, String schema, String name) {
        this.progress = new ProjectionPosition(jdbc, schema, name);
    }

    /** Writes these events, which were not written before. */
    protected abstract void write(List<Positioned> events);

    @Override
    public final String name() {
        return progress.name();
    }

    @Override
    public final void on(DomainEvent event, long position) {
        if (handles().contains(event.getClass())) {
            taken.add(new Positioned(event, position));
        }
    }

    @Override
    public final void flush() {
        List<Positioned> batch = taken;
        discard();
        if (batch.isEmpty()) {
            return;
        }
        long flushed = progress.lock();
        checkNothingLost(flushed);
        List<Positioned> fresh =
                batch.stream().filter(each -> each.position() > flushed).toList();
        if (!fresh.isEmpty()) {
            write(fresh);
            written = fresh.getLast().position();
            progress.advance(written);
        }
    }

    /**
     * A commit that did not wait for the disk is lost if the database crashes, with the position of the event processor, who
     * does not look again unless it fails. After a roll-back it fails once more than it need.
     */
    private void checkNothingLost(long flushed) {
        long expected = written;
        written = flushed;
        if (flushed < expected) {
            throw new IllegalStateException(
                    name() + " had written up to event " + expected + ", and the database has it up to " + flushed);
        }
    }

    @Override
    public final void discard() {
        taken = new ArrayList<>();
    }
}
