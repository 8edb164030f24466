package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.person.PersonalRow;

/**
 * A row of {@code punch}.
 *
 * @param position in the log
 * @param view the punch without what is personal of it
 */
record PunchRow(long position, PunchView view, PersonalRow personal) {

    /** Its place in the order of punch times. */
    PunchMoment moment() {
        return new PunchMoment(view.time(), position);
    }
}
