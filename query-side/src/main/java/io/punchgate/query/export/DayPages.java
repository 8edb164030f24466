package io.punchgate.query.export;

import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.PersonDay;
import io.punchgate.query.listing.DateRange;
import io.punchgate.query.listing.Queries;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Days of work, by person and date. */
final class DayPages implements ExportPages<AttendanceView> {

    private static final int ROWS = 2_000;

    private final Queries queries;
    private final String customerId;
    private final DateRange days;
    private final @Nullable String userId;
    private final LocalTime dayStartsAt;
    private @Nullable PersonDay after;

    DayPages(Queries queries, String customerId, DateRange days, @Nullable String userId, LocalTime dayStartsAt) {
        this.queries = queries;
        this.customerId = customerId;
        this.days = days;
        this.userId = userId;
        this.dayStartsAt = dayStartsAt;
    }

    @Override
    public WorkDays next() {
        var query = new FindAttendance(customerId, days.from(), days.to(), userId, dayStartsAt, after, ROWS, null);
        WorkDays page = queries.ask(query, WorkDays.class);
        after = page.end();
        return page;
    }
}
