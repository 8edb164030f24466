package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Turns events into rows of a read model.
 *
 * <p>{@link #take} collects events and {@link #flush} writes them; the caller runs {@code flush} in a transaction of its own. An
 * event whose position was flushed before changes nothing. One thread at a time uses a projection.
 */
public interface Projection {

    /** The number of events within a rest from which on there is load. */
    int MANY_EVENTS = 32;
    /** The rest after a batch of few events. */
    Duration SHORT_REST = Duration.ofMillis(20);
    /** The rest after a batch of many events. */
    Duration LONG_REST = Duration.ofMillis(100);

    /** The name of the projection, of its event processor, and of its row in {@code projection_position}. */
    String name();

    /** The tables that it writes, without their schema; comparing them compares two builds of the read model. */
    List<String> tables();

    /** The events that it turns into rows; it ignores all others. */
    Set<Class<? extends DomainEvent>> handles();

    /**
     * The rest of its event processor after a batch. A bigger batch gathers meanwhile: one statement then writes many events,
     * and rows that change soon after they came are written once.
     *
     * @param events the size of the batch; where many events come, they may gather for longer
     */
    default Duration rest(int events) {
        return events < MANY_EVENTS ? SHORT_REST : LONG_REST;
    }

    /** The current transaction stores the token at that position; the events up to there are yet to be taken. */
    void reaching(long position);

    /** Nothing up to that position is left to be written: the current transaction stores the token there, and flushed. */
    void reached(long position);

    /**
     * Checks that the database still has all that was written.
     *
     * @throws ReadModelFellBack if it has not: then events come again
     */
    void check();

    /** Writes an event that was set aside, in the current transaction, whatever was flushed since. */
    void redo(TrackedEventMessage<?> event);

    /** Takes an event, in the order of positions. */
    void take(TrackedEventMessage<?> event);

    /** Writes all events taken since the last flush. */
    void flush();

    /** Forgets the events taken since the last flush, because their transaction is rolled back. */
    void discard();
}
