package io.punchgate.runtime.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last events that this process appended, so that its own event processors need not read and decode them
 * again. It holds one unbroken run of positions; an append of another process in between begins a new run.
 */
final class RecentEvents {

    /** Half a second of the heaviest load: few enough that the garbage collector moves them while they are young. */
    static final int EVENTS_MAX = 4_096;

    private final @Nullable Logged[] ring;
    /** The run's first and last position; the first is the greater while there is none. */
    private long first = 1;

    private long last;

    RecentEvents(int eventsMax) {
        this.ring = new Logged[eventsMax];
    }

    /** Takes events that are committed, in the order of their positions. */
    synchronized void add(List<Logged> events) {
        for (Logged event : events) {
            if (event.position() != last + 1) {
                first = event.position();
            }
            last = event.position();
            first = Math.max(first, last - ring.length + 1);
            ring[slot(last)] = event;
        }
    }

    /**
     * The events that follow a position, at most so many. None, if this process appended none after it; empty, if it
     * cannot tell, as others appended in between or too much followed.
     */
    synchronized Optional<List<Logged>> after(long position, int max) {
        if (position + 1 < first) {
            return Optional.empty();
        }
        int count = Math.clamp(last - position, 0, max);
        List<Logged> events = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            events.add(Objects.requireNonNull(ring[slot(position + i)]));
        }
        return Optional.of(events);
    }

    /** Forgets all events: some tell of a person who was erased. */
    synchronized void clear() {
        Arrays.fill(ring, null);
        first = last + 1;
    }

    private int slot(long position) {
        return (int) (position % ring.length);
    }
}
