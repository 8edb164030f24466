package io.punchgate.query.attendance;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.UserDay;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Parameters;
import io.punchgate.runtime.web.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link FindAttendance} from a query string. */
final class AttendanceParameters {

    private static final Set<String> KNOWN = Set.of("from", "to", "user_id", "day_starts_at", "cursor", "limit");
    private static final String KIND = "attendance-1";
    private static final int DAYS_MAX = 366;

    private AttendanceParameters() {}

    /**
     * The query that a query string describes.
     *
     * @param asOf the moment as of which to answer; null: now
     * @throws Problem 400 naming the parameter that is wrong
     */
    static FindAttendance read(String customerId, Map<String, List<String>> query, @Nullable AsOf asOf) {
        Parameters parameters = new Parameters(query, KNOWN);
        LocalDate from = parameters.requiredDate("from");
        LocalDate to = parameters.requiredDate("to");
        if (from.isAfter(to)) {
            throw Problem.invalidField("from", "The range ends before it begins.");
        }
        if (ChronoUnit.DAYS.between(from, to) >= DAYS_MAX) {
            throw Problem.invalidField("to", "The range may be " + DAYS_MAX + " days long at most.");
        }
        return new FindAttendance(
                customerId,
                from,
                to,
                parameters.userId(),
                start(parameters.text("day_starts_at")),
                day(parameters.cursor(KIND, 2)),
                parameters.limit(),
                asOf);
    }

    /** The cursor behind a day; behind no day, it stands at the beginning. */
    static Cursor cursor(@Nullable UserDay end) {
        return new Cursor(
                KIND, end == null ? List.of("", "") : List.of(end.date().toString(), end.userId()));
    }

    private static @Nullable UserDay day(@Nullable Cursor cursor) {
        return cursor == null || cursor.parts().getFirst().isEmpty()
                ? null
                : new UserDay(cursor.parts().getLast(), cursor.date(0));
    }

    private static LocalTime start(@Nullable String text) {
        try {
            return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalidField("day_starts_at", "The value must be like 04:00.");
        }
    }
}
