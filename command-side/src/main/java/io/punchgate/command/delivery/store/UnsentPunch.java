package io.punchgate.command.delivery.store;

import io.punchgate.api.delivery.PunchRef;
import java.util.Locale;

/** A row of {@code push_unsent}, or that there is none any more. */
public record UnsentPunch(String customerId, PunchRef punch, Status status) {

    /** Why it is not sent of itself. */
    public enum Status {
        NEVER,
        PARKED,
        /** It is sent on request, and will be delivered or parked. */
        REQUESTED,
        /** It was acknowledged: there is no row. */
        SENT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
