package io.punchgate.query.attendance;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's day of work.
 *
 * @param openIns ins without an out
 * @param punches those that belong to the day, in the order of their times
 */
record WorkDay(
        LocalDate date,
        @Nullable ClockPunch firstIn,
        @Nullable ClockPunch lastOut,
        List<Interval> intervals,
        List<ClockPunch> openIns,
        List<ClockPunch> punches) {

    WorkDay {
        intervals = List.copyOf(intervals);
        openIns = List.copyOf(openIns);
        punches = List.copyOf(punches);
    }

    /** Tells whether an in has no out. */
    boolean open() {
        return !openIns.isEmpty();
    }

    /** The time between the ins and their outs, as it really passed. */
    Duration worked() {
        return intervals.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** From an in to its out. */
    record Interval(ClockPunch in, ClockPunch out) {
        Duration length() {
            return Duration.between(in.time(), out.time());
        }
    }
}
