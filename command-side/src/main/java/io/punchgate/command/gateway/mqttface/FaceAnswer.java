package io.punchgate.command.gateway.mqttface;

import java.util.Map;

/** A message that is published to a terminal. */
record FaceAnswer(String topic, Map<String, Object> message) {

    /** The kind of a record of somebody known; others are not subscribed to. */
    private static final int PUSH_ACK_RECORD = 2;

    /** Acknowledges a record; without it the terminal sends it again after ten seconds. */
    static FaceAnswer recordStored(String id, long recordId) {
        return new FaceAnswer(
                topic(id),
                Map.of(
                        "operator",
                        "PushAck",
                        "messageId",
                        "record-" + recordId,
                        "info",
                        Map.of("PushAckType", PUSH_ACK_RECORD, "SnapOrRecordID", recordId)));
    }

    /** Acknowledges that the terminal is back. */
    static FaceAnswer online(String id) {
        return new FaceAnswer(
                topic(id), Map.of("operator", "Online-Ack", "info", Map.of("facesluiceId", id, "result", "ok")));
    }

    private static String topic(String id) {
        return "mqtt/face/" + id;
    }
}
