package io.punchgate.api.presence;

import java.time.Duration;
import java.time.Instant;

/** Tells a time that was stamped by a clock that was ahead, and is set back since, from one that is told late. */
public final class ClockStep {

    /** A report is decided within so long of its arrival, and the clocks of processes differ by less. */
    static final Duration LATE_MAX = Duration.ofSeconds(10);

    private ClockStep() {}

    /** True if a stored time is so far ahead of now that it cannot be right. */
    public static boolean isAhead(Instant stored, Instant now) {
        return stored.isAfter(now.plus(LATE_MAX));
    }
}
