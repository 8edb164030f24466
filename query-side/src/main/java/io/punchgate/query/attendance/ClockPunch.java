package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a punch by which it pairs.
 *
 * @param id of the punch
 * @param position in the log; of punches of one instant, the one recorded first comes first
 * @param localTime the device's wall clock
 */
record ClockPunch(
        String id,
        String sn,
        Instant time,
        LocalDateTime localTime,
        long position,
        @Nullable PunchType type) {

    /** The order in which punches pair. */
    static final Comparator<ClockPunch> BY_TIME =
            Comparator.comparing(ClockPunch::time).thenComparingLong(ClockPunch::position);

    /** The same punch, of another type. */
    ClockPunch withType(PunchType other) {
        return new ClockPunch(id, sn, time, localTime, position, other);
    }

    /** The same punch, at another time. */
    ClockPunch at(Instant otherTime, LocalDateTime otherLocalTime) {
        return new ClockPunch(id, sn, otherTime, otherLocalTime, position, type);
    }
}
