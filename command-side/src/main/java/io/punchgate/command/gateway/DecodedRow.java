package io.punchgate.command.gateway;

import io.punchgate.api.device.ReportedPunch;

/** What a row, or record, of a dialect comes to. */
public sealed interface DecodedRow {

    /** A well-formed punch. */
    record Punch(ReportedPunch punch) implements DecodedRow {}

    /** An event of the door or the device, of no person: acknowledged, not stored. */
    record NoPunch() implements DecodedRow {}

    /** Kept for the operator. */
    record Unreadable(String raw, String reason) implements DecodedRow {}
}
