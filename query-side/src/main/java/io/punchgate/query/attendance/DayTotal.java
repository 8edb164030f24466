package io.punchgate.query.attendance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the shifts of a day. */
final class DayTotal {

    private final LocalDate date;
    private final List<WorkDay.Interval> intervals = new ArrayList<>();
    private final List<ClockPunch> openIns = new ArrayList<>();
    private final List<ClockPunch> punches = new ArrayList<>();
    private @Nullable ClockPunch firstIn;
    private @Nullable ClockPunch lastOut;

    DayTotal(LocalDate date) {
        this.date = date;
    }

    void add(Shift shift) {
        @Nullable ClockPunch in = shift.in();
        @Nullable ClockPunch out = shift.out();
        if (in != null && out != null) {
            intervals.add(new WorkDay.Interval(in, out));
        } else if (in != null) {
            openIns.add(in);
        }
        if (in != null && (firstIn == null || ClockPunch.BY_TIME.compare(in, firstIn) < 0)) {
            firstIn = in;
        }
        if (out != null && (lastOut == null || ClockPunch.BY_TIME.compare(out, lastOut) > 0)) {
            lastOut = out;
        }
        punches.addAll(shift.punches());
    }

    WorkDay workDay() {
        intervals.sort(Comparator.comparing(WorkDay.Interval::in, ClockPunch.BY_TIME));
        openIns.sort(ClockPunch.BY_TIME);
        punches.sort(ClockPunch.BY_TIME);
        return new WorkDay(date, firstIn, lastOut, intervals, openIns, punches);
    }
}
