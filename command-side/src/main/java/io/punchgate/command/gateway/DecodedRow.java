package io.punchgate.command.gateway;

import io.punchgate.api.device.ReportedPunch;
import java.util.function.Supplier;

/** A row, or record, of a dialect after decoding. One that cannot be read does not stop the others. */
public sealed interface DecodedRow {

    /**
     * A well-formed punch.
     *
     * @param raw the row as sent, for a store that keeps what may not be recorded
     */
    record Punch(ReportedPunch punch, Supplier<String> raw) implements DecodedRow {

        /** One for all, so that equal punches are equal rows. */
        @SuppressWarnings("UnnecessaryLambda")
        private static final Supplier<String> NEVER_ASKED = () -> "";

        /** A punch of a dialect that refuses what may not be recorded: its raw text is never asked for. */
        public Punch(ReportedPunch punch) {
            this(punch, NEVER_ASKED);
        }
    }

    /** An event of the door or the device, of no person: acknowledged, not stored. */
    record NoPunch() implements DecodedRow {}

    /** A row that is kept for the operator. */
    record Unreadable(String raw, InvalidReport why) implements DecodedRow {

        /** A row of a dialect that does not tell the device what is wrong. */
        public Unreadable(String raw, String reason) {
            this(raw, InvalidReport.json(reason));
        }

        /** The reason, for people. */
        public String reason() {
            return why.reason();
        }
    }
}
