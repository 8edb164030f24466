package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Turns events into rows of a read model.
 *
 * <p>Events are collected by {@link #on} and written by {@link #flush}, which the caller runs in a transaction of its
 * own. An event whose position was flushed before changes nothing. Used by one thread at a time.
 */
public interface Projection {

    /** So many within a rest come only under load. */
    int MANY_EVENTS = 32;
    /** After a batch of few events. */
    Duration SHORT_REST = Duration.ofMillis(20);
    /** After a batch of many. */
    Duration LONG_REST = Duration.ofMillis(100);

    /** Its name: that of its event processor, and of its row in {@code projection_position}. */
    String name();

    /** The tables that it writes, without their schema; comparing them compares two builds of the read model. */
    List<String> tables();

    /** The events that it turns into rows; it ignores all others. */
    Set<Class<? extends DomainEvent>> handles();

    /**
     * How long its event processor rests after a batch, so that a bigger one gathers: one statement then writes many events,
     * and rows that change soon after they came are written once.
     *
     * @param events how many the batch held; where many come, they may gather for longer
     */
    default Duration rest(int events) {
        return events < MANY_EVENTS ? SHORT_REST : LONG_REST;
    }

    /**
     * Takes an event, in the order of positions.
     *
     * @param position of the event in the log, from 1
     */
    void on(DomainEvent event, long position);

    /** Writes what was taken since the last flush. */
    void flush();

    /** Forgets what was taken since the last flush, because its transaction is rolled back. */
    void discard();
}
