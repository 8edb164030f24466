package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A projection that writes a batch of events at a time, and each event once.
 *
 * <p>A subclass names each event once, by the method marked with Axon's {@code EventHandler} that takes it: the event, and
 * the {@link TrackingToken} if its {@link #position} is of interest. Such a method may write at once, or gather for
 * {@link #write}. The class's {@code ProcessingGroup} is the projection's name.
 */
public abstract class BatchedProjection implements Projection {

    /** The schema of the read models that are served. */
    public static final String LIVE_SCHEMA = "query";

    private final EventHandlers handlers = new EventHandlers(getClass());
    private final Set<Class<? extends DomainEvent>> handled = handlers.events().collect(Collectors.toUnmodifiableSet());
    private final ProjectionPosition progress;
    private List<TrackedEventMessage<?>> taken = new ArrayList<>();
    /** The position up to which nothing is left to write, unless that was rolled back. */
    private long written;
    /** The position at which the transaction of the next flush stores the token; 0 if it stores none. */
    private long upTo;

    /**
     * A projection into the tables of {@code schema}.
     *
     * @param schema a trusted name: it becomes part of statements
     */
    protected BatchedProjection(JdbcOperations jdbc, String schema) {
        this.progress = new ProjectionPosition(jdbc, schema, nameOf(getClass()));
    }

    private static String nameOf(Class<?> projection) {
        return Objects.requireNonNull(projection.getAnnotation(ProcessingGroup.class), projection.getName())
                .value();
    }

    /** Forgets what the handlers gathered. Called before the first event of each batch, whatever became of the last one. */
    protected abstract void begin();

    /** Writes what the handlers gathered. Called after the last event of each batch. */
    protected abstract void write();

    /** The position of the last event written before this batch; 0 if there was none. */
    protected final long positionBefore() {
        return written;
    }

    /** The position in the log, from 1, of the event that came with this token. */
    protected static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    @Override
    public final String name() {
        return progress.name();
    }

    @Override
    public final Set<Class<? extends DomainEvent>> handles() {
        return handled;
    }

    @Override
    public final void take(TrackedEventMessage<?> event) {
        if (handled.contains(event.getPayloadType())) {
            taken.add(event);
        }
    }

    @Override
    public final void flush() {
        List<TrackedEventMessage<?>> batch = taken;
        long end = upTo;
        upTo = 0;
        discard();
        if (batch.isEmpty()) {
            return;
        }
        long flushed = progress.lock();
        checkNothingLost(flushed);
        List<TrackedEventMessage<?>> fresh = batch.stream()
                .filter(each -> position(each.trackingToken()) > flushed)
                .toList();
        if (!fresh.isEmpty()) {
            begin();
            fresh.forEach(each -> handlers.handle(each, this));
            write();
            end = Math.max(end, position(fresh.getLast().trackingToken()));
        }
        if (end > flushed) {
            advance(end);
        }
    }

    /** The flush moves the position as far, which spares a statement. */
    @Override
    public final void reaching(long position) {
        upTo = position;
    }

    @Override
    public final void reached(long position) {
        if (position > written) {
            advance(position);
        }
    }

    private void advance(long position) {
        progress.advance(position);
        written = Math.max(written, position);
    }

    @Override
    public final void check() {
        if (written > 0) {
            checkNothingLost(progress.read());
        }
    }

    @Override
    public final void redo(TrackedEventMessage<?> event) {
        var unused = progress.lock();
        begin();
        handlers.handle(event, this);
        write();
    }

    /**
     * A commit that did not wait for the disk is lost if the database crashes. The position of the event processor is lost
     * with it, but the processor reads that again only if it fails. After a roll-back it fails once more than necessary.
     */
    private void checkNothingLost(long flushed) {
        long expected = written;
        written = flushed;
        if (flushed < expected) {
            throw new ReadModelFellBack(name(), expected, flushed);
        }
    }

    @Override
    public final void discard() {
        taken = new ArrayList<>();
    }
}
