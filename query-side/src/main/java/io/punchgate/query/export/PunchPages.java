package io.punchgate.query.export;

import io.punchgate.api.attendance.AttendanceQuery.ExportPunches;
import io.punchgate.api.attendance.AttendanceResult.ExportedPunches;
import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.listing.Queries;

/** Punches, in the order recorded, as far as they are there when the first page is read. */
final class PunchPages implements ExportPages<PunchView> {

    private static final int ROWS = 1_000;

    private final Queries queries;
    private final String customerId;
    private final PunchFilter filter;
    private long after;
    private long until;

    PunchPages(Queries queries, String customerId, PunchFilter filter) {
        this.queries = queries;
        this.customerId = customerId;
        this.filter = filter;
    }

    @Override
    public ExportedPunches next() {
        ExportedPunches page =
                queries.ask(new ExportPunches(customerId, filter, after, until, ROWS), ExportedPunches.class);
        after = page.endPosition();
        until = page.untilPosition();
        return page;
    }
}
