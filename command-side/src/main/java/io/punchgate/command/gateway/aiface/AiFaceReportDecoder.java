package io.punchgate.command.gateway.aiface;

import static io.punchgate.command.gateway.json.StrictJson.textOrNumber;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.BodyTemperature;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the records of a terminal's log. Pictures are dropped before anything keeps them. */
final class AiFaceReportDecoder {

    private static final Pattern NOBODY = Pattern.compile("0*");
    private static final List<String> PICTURES = List.of("image", "photo", "pic");

    private AiFaceReportDecoder() {}

    static DecodedRow decode(JsonNode row) {
        if (row.isObject() && isNoAttendance(row)) {
            return new DecodedRow.NoPunch();
        }
        try {
            return new DecodedRow.Punch(punch(row));
        } catch (InvalidReport e) {
            return new DecodedRow.Unreadable(withoutPictures(row).toString(), e.reason());
        }
    }

    /** Events other than 0 are of the door and the device; strangers have no number. */
    private static boolean isNoAttendance(JsonNode row) {
        @Nullable String event = textOrNumber(row, "event");
        @Nullable String user = textOrNumber(row, "enrollid");
        return (event != null && !NOBODY.matcher(event).matches())
                || (user != null && NOBODY.matcher(user).matches());
    }

    private static ReportedPunch punch(JsonNode row) {
        @Nullable String user = textOrNumber(row, "enrollid");
        if (user == null) {
            throw InvalidReport.field("enrollid", "enrollid is missing");
        }
        @Nullable String time = textOrNumber(row, "time");
        if (time == null) {
            throw InvalidReport.field("time", "time is missing");
        }
        PunchTime read = PunchTime.parse(time);
        @Nullable String temperature = textOrNumber(row, "temp");
        return new ReportedPunch(
                ReportedText.checked("enrollid", user),
                read.wallClock(),
                read.offset(),
                time,
                ReportedText.codeOrNull(textOrNumber(row, "inout")),
                ReportedText.codeOrNull(textOrNumber(row, "mode")),
                AiFaceCodes.TABLE,
                null,
                temperature == null ? null : BodyTemperature.parse(temperature),
                null);
    }

    private static JsonNode withoutPictures(JsonNode row) {
        if (!(row instanceof ObjectNode object)) {
            return row;
        }
        ObjectNode bare = object.deepCopy();
        return bare.remove(PICTURES);
    }
}
