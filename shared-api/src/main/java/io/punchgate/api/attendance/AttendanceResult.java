package io.punchgate.api.attendance;

import io.punchgate.api.Slice;
import io.punchgate.api.device.PunchType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reply to an {@link AttendanceQuery}. */
public sealed interface AttendanceResult {

    /**
     * One punch.
     *
     * @param label the device's label when the punch was recorded; null: the event that tells it is archived
     * @param pushedType the type that a push of it has; null: it has none, and the event that tells it is archived
     */
    record FoundPunch(
            PunchView punch,
            @Nullable String label,
            @Nullable PunchType pushedType) implements AttendanceResult {}

    /**
     * Punches in the order recorded.
     *
     * @param endPosition the position in the log up to which the list is read; without rows it may still move on
     */
    record Punches(List<PunchView> data, long endPosition, boolean hasMore)
            implements AttendanceResult, Slice<PunchView> {

        public Punches {
            data = List.copyOf(data);
        }
    }

    /**
     * Punches of an export.
     *
     * @param endPosition the position in the log up to which these are read
     * @param untilPosition the position at which the export ends
     */
    record ExportedPunches(List<PunchView> data, long endPosition, long untilPosition, boolean hasMore)
            implements AttendanceResult, Slice<PunchView> {

        public ExportedPunches {
            data = List.copyOf(data);
        }
    }

    /**
     * Punches in the order of their own times.
     *
     * @param end the last punch; null: the list is empty from its beginning
     */
    record PunchesByTime(List<PunchView> data, @Nullable PunchMoment end, boolean hasMore)
            implements AttendanceResult, Slice<PunchView> {

        public PunchesByTime {
            data = List.copyOf(data);
        }
    }

    /**
     * Days of work.
     *
     * @param end the last day; null: the list is empty from its beginning
     */
    record WorkDays(List<AttendanceView> data, @Nullable PersonDay end, boolean hasMore)
            implements AttendanceResult, Slice<AttendanceView> {

        public WorkDays {
            data = List.copyOf(data);
        }
    }

    /**
     * People who are in.
     *
     * @param end the last person; null: the list is empty from its beginning
     */
    record PeopleIn(List<PersonView> data, @Nullable UUID end, boolean hasMore)
            implements AttendanceResult, Slice<PersonView> {

        public PeopleIn {
            data = List.copyOf(data);
        }
    }
}
