package io.punchgate.query.stream;

import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.StreamEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the last events for all listeners of a process. One thread adds, any number read. */
final class Ring {

    private final AtomicReferenceArray<@Nullable Entry> entries;
    /** Everything behind this position is here, but for what was overwritten at it. */
    private volatile long from;

    private volatile boolean overwritten;
    private volatile long next;

    /**
     * A ring without events.
     *
     * @param from the position behind which it keeps what is added
     * @param entriesMax the events of the log and the silences that it keeps
     */
    Ring(long from, int entriesMax) {
        this.from = from;
        this.entries = new AtomicReferenceArray<>(entriesMax);
    }

    /**
     * The events that one event of the log gives, or one silence.
     *
     * @param number in the order of adding, from 0
     * @param position in the log
     * @param customerId the customer of all of them
     * @param watermark the time up to which silences were told before
     */
    record Entry(long number, long position, String customerId, List<StreamEvent> events, Instant watermark) {

        /** The place behind all of it. */
        EventId end() {
            EventId last = events.getLast().id();
            return last.silence() == null ? EventId.behind(position) : last;
        }
    }

    void add(long position, String customerId, List<StreamEvent> events, Instant watermark) {
        long number = next;
        int slot = slot(number);
        @Nullable Entry old = entries.get(slot);
        if (old != null) {
            from = old.position();
            overwritten = true;
        }
        entries.set(slot, new Entry(number, position, customerId, List.copyOf(events), watermark));
        next = number + 1;
    }

    /** The entry of that number: null if there is none yet; one of another number if it was overwritten. */
    @Nullable
    Entry at(long number) {
        return number >= next ? null : entries.get(slot(number));
    }

    /** The events of all entries. */
    Stream<StreamEvent> kept() {
        return IntStream.range(0, entries.length())
                .mapToObj(entries::get)
                .filter(Objects::nonNull)
                .flatMap(entry -> entry.events().stream());
    }

    /** The number of the entry that is added next. */
    long next() {
        return next;
    }

    /** Tells whether everything behind a place is here. Asked by the thread that adds, or while it waits. */
    boolean covers(EventId place) {
        return overwritten ? place.position() > from : place.isBehind(from);
    }

    /** The number of the first entry that may hold something behind a place. Asked by the thread that adds, or while it waits. */
    long firstBehind(EventId place) {
        long low = Math.max(0, next - entries.length());
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            @Nullable Entry entry = entries.get(slot(middle));
            if (entry != null && entry.position() < place.position()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(long number) {
        return (int) (number % entries.length());
    }
}
