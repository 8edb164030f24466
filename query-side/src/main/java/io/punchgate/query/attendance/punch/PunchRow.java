package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.attendance.PunchView;

/**
 * A row of {@code punch}.
 *
 * @param position in the log
 */
record PunchRow(long position, PunchView view) {

    /** Its place in the order of punch times. */
    PunchMoment moment() {
        return new PunchMoment(view.time(), position);
    }
}
