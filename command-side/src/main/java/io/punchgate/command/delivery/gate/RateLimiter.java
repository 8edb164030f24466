package io.punchgate.command.delivery.gate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Admits so many a second, evenly, with a short burst after a pause. Holds one instant, however long the queue. Not safe
 * for threads.
 */
final class RateLimiter {

    /** Pushes may run so far ahead of the even distance: timers are no finer than a few milliseconds. */
    private static final Duration BURST = Duration.ofMillis(100);

    private Instant nextSlot = Instant.MIN;

    /** The time from which the next push may go; now or earlier: at once. */
    Instant next(Instant now, @Nullable Integer perSecondMax) {
        if (perSecondMax == null || nextSlot.isAfter(now.plusSeconds(1))) {
            return now; // no limit, or the clock was put back
        }
        return nextSlot;
    }

    /** A push goes now. */
    void take(Instant now, @Nullable Integer perSecondMax) {
        if (perSecondMax != null) {
            Duration distance = Duration.ofSeconds(1).dividedBy(perSecondMax);
            Duration burst = distance.compareTo(BURST) < 0 ? BURST : Duration.ZERO;
            Instant earliest = now.minus(burst);
            boolean usable = nextSlot.isAfter(earliest) && !nextSlot.isAfter(now.plusSeconds(1));
            nextSlot = (usable ? nextSlot : earliest).plus(distance);
        }
    }
}
