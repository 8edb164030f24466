package io.punchgate.command.delivery.store;

import io.punchgate.api.delivery.PunchRef;
import java.util.Locale;

/** A punch that no line sends: a row of {@code push_unsent}, or, once it is sent, the absence of one. */
public record UnsentPunch(String customerId, PunchRef punch, Status status) {

    /** The reason why no line sends it. */
    public enum Status {
        /** It was recorded while there was no callback. */
        NEVER,
        /** Its retries ended. */
        PARKED,
        /** A saga sends it on request, and will see it delivered or parked. */
        REQUESTED,
        /** It was acknowledged: there is no row. */
        SENT;

        /** The status as the table holds it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
