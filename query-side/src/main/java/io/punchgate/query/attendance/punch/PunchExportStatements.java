package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.attendance.punch.PunchStatements.Positions;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of exports of punches, in the order recorded. All of an export's pages together walk the positions once at which
 * there are punches to export: a page that sorted what is left would make an export the slower the more it has. A page does not
 * select by what the planner misjudges; it tells of each row whether it is wanted.
 */
final class PunchExportStatements {

    /** The column that tells whether a row is one of the export. */
    static final String WANTED = "wanted";

    private static final String SELECT = "select *, %s as " + WANTED + " from query.punch";
    private static final String BY_POSITION = "order by position limit ?";
    private static final String SORTED_BY_POSITION = "order by position + 0 limit ?";

    private PunchExportStatements() {}

    /**
     * The first and the last position at which the customer has a punch of about the filter's times, in one row; 0 and 0 where
     * there is none. Null: the filter has no times, or a person, whose punches are found by themselves.
     */
    static @Nullable Statement stretch(SelectedPunches of) {
        if (of.ofPerson() || !PunchTimes.in(of.filter())) {
            return null;
        }
        return PunchTimes.stretch(of.ofCustomer(), of.filter())
                .select(
                        "select coalesce(min(position + 0), 0) as first, coalesce(max(position + 0), 0) as last"
                                + " from query.punch",
                        "");
    }

    /** The next rows within these positions. */
    static Statement page(SelectedPunches of, Positions within, int rows) {
        PunchFilter filter = of.filter();
        Statement wanted = PunchTimes.days(PunchTimes.stretch(of.ofCustomer(), filter), filter)
                .expression();
        boolean ofPerson = of.ofPerson();
        Conditions walked = new Conditions().and("position > ?", within.after()).and("position < ?", within.before());
        walked.andIfGiven("sn = ?", filter.sn());
        if (ofPerson || filter.sn() == null) {
            walked.and("customer_id = ?", of.customerId()).andIfGiven("person_id = ?", of.person());
        }
        if (ofPerson) {
            PunchTimes.stretch(walked, filter);
        }
        Statement page =
                walked.select(SELECT.formatted(wanted.sql()), ofPerson ? SORTED_BY_POSITION : BY_POSITION, rows);
        List<Object> parameters = new ArrayList<>(wanted.parameters());
        parameters.addAll(page.parameters());
        return new Statement(page.sql(), parameters);
    }
}
