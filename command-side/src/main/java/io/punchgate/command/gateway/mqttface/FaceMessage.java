package io.punchgate.command.gateway.mqttface;

import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportedText;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a terminal publishes. Most of its numbers are texts. */
sealed interface FaceMessage {

    /** The terminal's id, which is its serial number here. */
    String id();

    /**
     * A record of its log.
     *
     * @param recordId what it is acknowledged by
     */
    record Recorded(String id, long recordId, DecodedRow row) implements FaceMessage {}

    /** It is back, and says so until that is acknowledged. */
    record Online(String id) implements FaceMessage {}

    /** It is there. */
    record Heartbeat(String id) implements FaceMessage {}

    /** Its last will. */
    record Offline(String id) implements FaceMessage {}

    /** Records, and the two topics that all terminals share. */
    Pattern RECORD_TOPIC = Pattern.compile("mqtt/face/(?<id>[^/+#]{1,64})/Rec");

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
            return new Recorded(id(record.group("id")), recordId(info), MqttFaceReportDecoder.decode(info));
        }
        String id = id(text(info, "facesluiceId"));
        @Nullable String operator = text(json, "operator");
        return switch (operator == null ? "" : operator.toLowerCase(Locale.ROOT)) {
            case "online" -> new Online(id);
            case "offline" -> new Offline(id);
            case "heartbeat" -> new Heartbeat(id);
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
        @Nullable String recordId = text(info, "RecordID");
        if (recordId == null || !recordId.matches("[0-9]{1,18}")) {
            throw InvalidReport.field("RecordID", "RecordID is not a number");
        }
        return Long.parseLong(recordId);
    }

    /** A text, or a number as one; null where there is neither. */
    static @Nullable String text(JsonNode object, String key) {
        @Nullable JsonNode value = object.get(key);
        return value == null || !(value.isString() || value.isNumber()) ? null : ReportedText.trimmed(value.asString());
    }
}
