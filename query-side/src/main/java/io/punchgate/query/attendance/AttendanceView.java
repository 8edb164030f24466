package io.punchgate.query.attendance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.query.attendance.WorkDay.Interval;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A person's day as integrators read it.
 *
 * @param workedSeconds as they really passed, also over a change of daylight saving
 * @param open whether an in has no out
 * @param firstInLocal the device's wall clock at the first in
 * @param lastOutLocal the device's wall clock at the last out
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record AttendanceView(
        String userId,
        String date,
        @Nullable Instant firstIn,
        @Nullable Instant lastOut,
        long workedSeconds,
        List<IntervalView> intervals,
        boolean open,
        int punches,
        @Nullable String firstInLocal,
        @Nullable String lastOutLocal) {

    /** From an in to its out. */
    record IntervalView(Instant in, Instant out) {}

    AttendanceView {
        intervals = List.copyOf(intervals);
    }

    static AttendanceView of(String userId, WorkDay day) {
        @Nullable ClockPunch in = day.firstIn();
        @Nullable ClockPunch out = day.lastOut();
        return new AttendanceView(
                userId,
                day.date().toString(),
                in == null ? null : in.time(),
                out == null ? null : out.time(),
                day.worked().toSeconds(),
                day.intervals().stream().map(AttendanceView::interval).toList(),
                day.open(),
                day.punches(),
                in == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(in.localTime()),
                out == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(out.localTime()));
    }

    private static IntervalView interval(Interval interval) {
        return new IntervalView(interval.in().time(), interval.out().time());
    }
}
