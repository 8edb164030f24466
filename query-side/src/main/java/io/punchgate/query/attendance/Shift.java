package io.punchgate.query.attendance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Punches that belong together: an in with its out, an in without, or an out without.
 *
 * @param date the day that they belong to
 * @param punches their number, repeated ones included
 */
record Shift(
        LocalDate date, @Nullable ClockPunch in, @Nullable ClockPunch out, int punches) {

    boolean isOpen() {
        return out == null;
    }

    Shift withOneMore() {
        return new Shift(date, in, out, punches + 1);
    }

    Shift closedBy(ClockPunch end, int absorbed) {
        return new Shift(date, in, end, punches + absorbed + 1);
    }
}
