package io.punchgate.query.attendance;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.PersonDay;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.DateRange;
import io.punchgate.query.listing.Parameters;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link FindAttendance} from a query string. */
final class AttendanceParameters {

    private static final Set<String> KNOWN = Set.of("from", "to", "user_id", "day_starts_at", "cursor", "limit");
    private static final String KIND = "attendance-2";
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
        DateRange days = DateRange.read(parameters, DAYS_MAX);
        return new FindAttendance(
                customerId,
                days.from(),
                days.to(),
                parameters.userId(),
                DateRange.dayStartsAt(parameters),
                day(parameters.cursor(KIND, 2)),
                parameters.limit(),
                asOf);
    }

    /** The cursor behind a day; behind no day, it stands at the beginning. */
    static Cursor cursor(@Nullable PersonDay end) {
        return new Cursor(
                KIND,
                end == null
                        ? List.of("", "")
                        : List.of(end.date().toString(), end.person().toString()));
    }

    private static @Nullable PersonDay day(@Nullable Cursor cursor) {
        return cursor == null || cursor.parts().getFirst().isEmpty()
                ? null
                : new PersonDay(cursor.uuid(1), cursor.date(0));
    }
}
