package io.punchgate.command.gateway.json;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.InvalidReport;
import tools.jackson.databind.JsonNode;

/** A row of several punches: one that cannot be read does not stop the others. */
public sealed interface DecodedPunch {

    /** A well-formed punch. */
    record Good(ReportedPunch punch) implements DecodedPunch {}

    /** Something else. */
    record Bad(JsonNode row, InvalidReport why) implements DecodedPunch {}
}
