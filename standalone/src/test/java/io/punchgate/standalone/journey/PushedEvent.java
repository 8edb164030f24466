package io.punchgate.standalone.journey;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A punch, or a correction, as a customer's server gets it.
 *
 * @param id its operation id: the same where it comes again
 * @param type of the event; empty in the format that has punches only
 */
record PushedEvent(String id, String type, String sn, String user) {

    /** Those in the body of a request, in whichever format. */
    static Stream<PushedEvent> in(JsonNode body) {
        if (body.isArray()) {
            return body.valueStream().flatMap(PushedEvent::in);
        }
        JsonNode realTime = body.path("RealTime");
        return Stream.of(
                realTime.isMissingNode()
                        ? of(body)
                        : new PushedEvent(
                                realTime.get("OperationID").asString(),
                                "",
                                realTime.get("SerialNumber").asString(),
                                realTime.get("PunchLog").get("UserId").asString()));
    }

    private static PushedEvent of(JsonNode event) {
        JsonNode data = event.get("data");
        return new PushedEvent(
                data.get("operation_id").asString(),
                event.get("type").asString(),
                data.get("sn").asString(),
                data.get("user_id").asString());
    }
}
