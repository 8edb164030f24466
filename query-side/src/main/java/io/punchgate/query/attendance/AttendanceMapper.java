package io.punchgate.query.attendance;

import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.AttendanceView.IntervalView;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows a day of work as integrators read it. */
final class AttendanceMapper {

    private AttendanceMapper() {}

    /**
     * A day as it is shown.
     *
     * @param userId null: the person was erased
     */
    static AttendanceView view(@Nullable String userId, WorkDay day) {
        return new AttendanceView(
                userId,
                day.date().toString(),
                time(day.firstIn()),
                time(day.lastOut()),
                day.worked().toSeconds(),
                intervals(day),
                day.open(),
                day.punches().size(),
                localTime(day.firstIn()),
                localTime(day.lastOut()),
                day.punches().stream().map(ClockPunch::id).toList(),
                userId == null);
    }

    private static List<IntervalView> intervals(WorkDay day) {
        return Stream.concat(
                        day.intervals().stream().map(AttendanceMapper::view),
                        day.openIns().stream().map(in -> new IntervalView(in.time(), null, in.id(), null)))
                .sorted(Comparator.comparing(IntervalView::in))
                .toList();
    }

    private static IntervalView view(WorkDay.Interval interval) {
        ClockPunch in = interval.in();
        ClockPunch out = interval.out();
        return new IntervalView(in.time(), out.time(), in.id(), out.id());
    }

    private static @Nullable Instant time(@Nullable ClockPunch punch) {
        return punch == null ? null : punch.time();
    }

    private static @Nullable String localTime(@Nullable ClockPunch punch) {
        return punch == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(punch.localTime());
    }
}
