package io.punchgate.command.gateway.mqttface;

import static io.punchgate.command.gateway.json.StrictJson.textOrNumber;

import io.punchgate.api.device.InputType;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.BodyTemperature;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a record: a punch if the person was let in. That it comes late ({@code Sendintime} 0) or by hand ({@code PushType} 2)
 * makes no difference. Pictures are dropped before anything keeps them.
 */
final class MqttFaceReportDecoder {

    private static final String LET_IN = "1";
    private static final List<String> PICTURES = List.of("pic", "image", "photo");

    private MqttFaceReportDecoder() {}

    static DecodedRow decode(JsonNode info) {
        @Nullable String status = textOrNumber(info, "VerifyStatus");
        if (status != null && !status.equals(LET_IN)) {
            return new DecodedRow.NoPunch();
        }
        try {
            if (status == null) {
                throw InvalidReport.field("VerifyStatus", "VerifyStatus is missing");
            }
            return new DecodedRow.Punch(punch(info));
        } catch (InvalidReport e) {
            return new DecodedRow.Unreadable(withoutPictures(info), e.reason());
        }
    }

    private static ReportedPunch punch(JsonNode info) {
        @Nullable String time = textOrNumber(info, "time");
        if (time == null) {
            throw InvalidReport.field("time", "time is missing");
        }
        PunchTime read = PunchTime.parse(time);
        @Nullable String temperature = textOrNumber(info, "temperature");
        return new ReportedPunch(
                user(info),
                read.wallClock(),
                read.offset(),
                time,
                null,
                textOrNumber(info, "similarity1") == null ? null : InputType.Face.name(),
                MqttFaceCodes.TABLE,
                null,
                temperature == null ? null : BodyTemperature.parse(temperature),
                null);
    }

    /** The operator's number of the person, or else the terminal's. */
    private static String user(JsonNode info) {
        @Nullable String custom = textOrNumber(info, "customId");
        @Nullable String user = custom == null || custom.isEmpty() ? textOrNumber(info, "personId") : custom;
        if (user == null || user.isEmpty()) {
            throw InvalidReport.field("customId", "customId and personId are missing");
        }
        return ReportedText.checked("customId", user);
    }

    private static String withoutPictures(JsonNode info) {
        return info instanceof ObjectNode object
                ? object.deepCopy().remove(PICTURES).toString()
                : info.toString();
    }
}
