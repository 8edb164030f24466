package io.punchgate.command.push.line;

import io.punchgate.api.delivery.PunchRef;
import java.util.Locale;

/** A row of {@code push_unsent}, or that there is none any more. */
record UnsentPunch(String customerId, PunchRef punch, Status status) {

    /** Why it is not sent of itself. */
    enum Status {
        NEVER,
        PARKED,
        /** It is sent on request, and will be delivered or parked. */
        REQUESTED,
        /** It was acknowledged: there is no row. */
        SENT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
