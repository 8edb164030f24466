package io.punchgate.command.gateway.mqttface;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a terminal. */
final class MqttFaceFrameDecoder {

    /** The topic of records; what else a terminal publishes is on two topics that all share. */
    private static final Pattern RECORD_TOPIC = Pattern.compile("mqtt/face/(?<id>[^/+#]{1,64})/Rec");

    private MqttFaceFrameDecoder() {}

    /**
     * Reads a message.
     *
     * @throws InvalidReport if it is none that has an id, and of a record one to acknowledge it by
     */
    static FaceMessage decode(String topic, byte[] payload) {
        JsonNode json = StrictJson.readObject(payload);
        JsonNode info = json.path("info");
        Matcher record = RECORD_TOPIC.matcher(topic);
        if (record.matches()) {
            return new FaceMessage.Recorded(id(record.group("id")), recordId(info), MqttFaceReportDecoder.decode(info));
        }
        String id = id(StrictJson.textOrNumber(info, "facesluiceId"));
        @Nullable String operator = StrictJson.textOrNumber(json, "operator");
        return switch (operator == null ? "" : operator.toLowerCase(Locale.ROOT)) {
            case "online" -> new FaceMessage.Online(id);
            case "offline" -> new FaceMessage.Offline(id);
            case "heartbeat" -> new FaceMessage.Heartbeat(id);
            default -> throw InvalidReport.field("operator", "operator is not known");
        };
    }

    private static String id(@Nullable String id) {
        if (id == null || !Reporter.isSerialNumber(id)) {
            throw InvalidReport.field("facesluiceId", "facesluiceId cannot be that of a device");
        }
        return id;
    }

    private static long recordId(JsonNode info) {
        @Nullable String recordId = StrictJson.textOrNumber(info, "RecordID");
        if (recordId == null || !recordId.matches("[0-9]{1,18}")) {
            throw InvalidReport.field("RecordID", "RecordID is not a number");
        }
        return Long.parseLong(recordId);
    }
}
