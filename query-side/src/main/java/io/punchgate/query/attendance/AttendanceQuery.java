package io.punchgate.query.attendance;

import io.punchgate.query.attendance.punch.PunchQuery;
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

/**
 * Which days of work a query string asks for.
 *
 * @param from the first day
 * @param to the last day
 * @param userId whose; null: everybody's
 * @param after where the page before ended, or null
 */
record AttendanceQuery(
        LocalDate from,
        LocalDate to,
        @Nullable String userId,
        LocalTime dayStartsAt,
        int limit,
        @Nullable Cursor after) {

    private static final Set<String> PARAMETERS = Set.of("from", "to", "user_id", "day_starts_at", "cursor", "limit");
    private static final String KIND = "attendance-1";
    private static final int DAYS_MAX = 366;
    private static final int ROWS_MAX = 10_000;

    /** Reads a query string; 400 if anything is wrong with it. */
    static AttendanceQuery of(Map<String, List<String>> query) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        LocalDate from = parameters.requiredDate("from");
        LocalDate to = parameters.requiredDate("to");
        if (from.isAfter(to)) {
            throw Problem.invalidField("from", "The range ends before it begins.");
        }
        if (ChronoUnit.DAYS.between(from, to) >= DAYS_MAX) {
            throw Problem.invalidField("to", "The range may be " + DAYS_MAX + " days long at most.");
        }
        @Nullable Cursor after = parameters.cursor(KIND, 2);
        if (after != null && !after.parts().getFirst().isEmpty()) {
            date(after);
        }
        return new AttendanceQuery(
                from,
                to,
                PunchQuery.user(parameters),
                start(parameters.text("day_starts_at")),
                parameters.limit(ROWS_MAX, ROWS_MAX),
                after);
    }

    private static LocalTime start(@Nullable String text) {
        try {
            return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalidField("day_starts_at", "The value must be like 04:00.");
        }
    }

    /** Whether the day comes after the page before. */
    boolean wants(String user, LocalDate day) {
        boolean asked = !day.isBefore(from) && !day.isAfter(to);
        return asked && (after == null || !user.equals(firstUser()) || day.isAfter(date(after)));
    }

    /** The user with whom the page begins. */
    String firstUser() {
        return after == null ? "" : after.parts().getLast();
    }

    /** The cursor behind these rows, or where it stood if there are none. */
    String cursorAfter(List<AttendanceView> rows) {
        if (rows.isEmpty()) {
            return (after == null ? new Cursor(KIND, List.of("", "")) : after).text();
        }
        AttendanceView last = rows.getLast();
        return new Cursor(KIND, List.of(last.date(), last.userId())).text();
    }

    private static LocalDate date(Cursor cursor) {
        String text = cursor.parts().getFirst();
        try {
            return text.isEmpty() ? LocalDate.MIN : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
    }
}
