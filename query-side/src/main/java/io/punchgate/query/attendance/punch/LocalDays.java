package io.punchgate.query.attendance.punch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Bounds of a local day in time, wherever the device stands. */
public final class LocalDays {

    private LocalDays() {}

    /** The first instant at which it is that date anywhere. */
    public static Instant earliest(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.MAX);
    }

    /** The last instant at which that date begins anywhere. */
    public static Instant latest(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.MIN);
    }
}
