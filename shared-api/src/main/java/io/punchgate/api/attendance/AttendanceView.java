package io.punchgate.api.attendance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's day of work as integrators read it.
 *
 * @param userId null: the person was erased
 * @param date the local day, ISO 8601
 * @param workedSeconds the seconds that really passed, also over a change of daylight saving
 * @param open whether an in has no out
 * @param punches the number of punches that belong to the day
 * @param firstInLocal the device's wall clock at the first in
 * @param lastOutLocal the device's wall clock at the last out
 * @param punchIds the punches by which the day came about, repeated ones included, in the order of their times
 * @param erased whether the person was erased
 */
public record AttendanceView(
        @Nullable String userId,
        String date,
        @Nullable Instant firstIn,
        @Nullable Instant lastOut,
        long workedSeconds,
        List<IntervalView> intervals,
        boolean open,
        int punches,
        @Nullable String firstInLocal,
        @Nullable String lastOutLocal,
        List<String> punchIds,
        boolean erased) {

    /** The time from an in to its out, and the punches that they are; no out and no second punch while it is open. */
    public record IntervalView(
            Instant in,
            @Nullable Instant out,
            String inPunchId,
            @Nullable String outPunchId) {}

    public AttendanceView {
        intervals = List.copyOf(intervals);
        punchIds = List.copyOf(punchIds);
    }
}
