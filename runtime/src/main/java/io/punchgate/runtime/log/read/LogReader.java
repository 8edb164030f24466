package io.punchgate.runtime.log.read;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.delivery.PunchRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log as features read it. They do not know where events are kept, or as which text: another store behind this
 * interface changes no feature.
 *
 * <p>Positions are dense and begin at 1. Every answer belongs to the caller's transaction, if there is one, and is bounded:
 * by a window of positions, or by a number of rows.
 */
public interface LogReader {

    /** The last position; 0 while there are no events. */
    long head();

    /** The first position that is not archived; 1 unless an operator detached partitions. */
    long firstPosition();

    /** The last position recorded at an instant or before; 0 where there is none. */
    long lastPositionAt(Instant instant);

    /** A position up to which all events were recorded before an instant; not many more such follow. */
    long positionBefore(Instant instant);

    /** A position behind which all events were recorded after an instant; not many more such are before it. */
    long positionAfter(Instant instant);

    /** The events of a window of positions, both ends included, in order, as far as the filter means them. */
    List<LoggedRecord> records(long first, long last, RecordFilter filter);

    /** The events of a stream that are of one of these classes, in order; a stream has few of them. */
    List<LoggedRecord> recordsOf(String stream, Collection<Class<? extends DomainEvent>> eventClasses);

    /** The last event of one of these classes in each of these streams, up to a position; a stream without one is left out. */
    List<LoggedRecord> lastOf(
            Collection<String> streams, Collection<Class<? extends DomainEvent>> eventClasses, long upTo);

    /** Tells whether there is an event of one of these classes after a position, up to another. */
    boolean holdsAny(long after, long upTo, Collection<Class<? extends DomainEvent>> eventClasses);

    /**
     * The punch, or correction, of an id.
     *
     * @param customerId the only customer; null: any
     * @param madeAt when the id was made: only the events recorded about then are looked at, and,
     *     where the clock was set back in between, those recorded until it had caught up
     */
    Optional<LoggedPunch> findPunch(@Nullable String customerId, String punchId, Instant madeAt);

    /** The punches and corrections at these places of their devices' streams, in no order; a place without an event is left out. */
    List<LoggedPunch> punchesAt(Collection<PunchRef> places);

    /**
     * The punches and corrections of devices that the filter means, in no order.
     *
     * @param after for each serial number, the sequence after which to begin; -1: from the first event
     * @param maxOfDevice the most punches of one device: for a device with as many, ask again after the last of them
     */
    List<LoggedPunch> punchesOf(Map<String, Long> after, PunchFilter filter, int maxOfDevice);
}
