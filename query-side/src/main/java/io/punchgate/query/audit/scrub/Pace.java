package io.punchgate.query.audit.scrub;

import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Rests between the pieces of a pass, so that intake and readers do not feel it: longer while many events come in. */
final class Pace {

    /** Looks for whether to go on at once, or not at all. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ScrubSettings settings;
    private final LongSupplier last;
    private long lastHead;
    private long lastNanos = System.nanoTime();

    /**
     * A pace that begins now.
     *
     * @param last the last position of the log
     */
    Pace(ScrubSettings settings, LongSupplier last) {
        this.settings = settings;
        this.last = last;
        this.lastHead = last.getAsLong();
    }

    /**
     * Rests after a piece.
     *
     * @param events that were read
     * @param stop asked now and then; true ends the rest
     * @return false where it was ended
     */
    boolean rest(long events, BooleanSupplier stop) {
        long head = last.getAsLong();
        long now = System.nanoTime();
        double perSecond = (head - lastHead) * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, now - lastNanos);
        long rate = perSecond >= settings.busyFrom() ? settings.busyEventsPerSecond() : settings.eventsPerSecond();
        long until = lastNanos + TimeUnit.SECONDS.toNanos(events) / rate;
        boolean stopped = stop.getAsBoolean();
        while (!stopped && System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            Polling.restUntil(Math.min(until, System.nanoTime() + LOOK_EVERY.toNanos()));
            stopped = stop.getAsBoolean();
        }
        lastHead = head;
        lastNanos = System.nanoTime();
        return !stopped;
    }
}
