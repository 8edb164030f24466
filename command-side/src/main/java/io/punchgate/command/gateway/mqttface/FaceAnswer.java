package io.punchgate.command.gateway.mqttface;

import java.util.Map;

/** What is published to a terminal. */
record FaceAnswer(String topic, Map<String, Object> message) {

    /** Of a record of somebody known; others are not subscribed to. */
    private static final int PUSH_ACK_RECORD = 2;

    /** That record is safe; without this it comes again after ten seconds. */
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

    /** That it is back is known. */
    static FaceAnswer online(String id) {
        return new FaceAnswer(
                topic(id), Map.of("operator", "Online-Ack", "info", Map.of("facesluiceId", id, "result", "ok")));
    }

    private static String topic(String id) {
        return "mqtt/face/" + id;
    }
}
