package io.punchgate.command.gateway.json;

import static io.punchgate.command.gateway.json.StrictJson.given;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.BodyTemperature;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the punches of the Attendance API, whichever transport carries them. Readers send junk beside a punch: an
 * implausible value is dropped, a value of the wrong form is refused by name.
 */
public final class JsonReportDecoder {

    private JsonReportDecoder() {}

    /**
     * Reads one punch.
     *
     * @throws InvalidReport naming the first field that is missing or wrong
     */
    public static ReportedPunch decode(JsonNode punch) {
        if (!punch.isObject()) {
            throw InvalidReport.json("a punch is a JSON object");
        }
        String userId = userId(given(punch, "user_id"));
        String attTime = attTime(given(punch, "att_time"));
        PunchTime time = PunchTime.parse(attTime);
        return new ReportedPunch(
                userId,
                time.wallClock(),
                time.offset(),
                attTime,
                code(punch, "att_state"),
                code(punch, "input_type"),
                AttendanceCodes.TABLE,
                LocationDecoder.decode(given(punch, "location")),
                temperature(given(punch, "temperature")),
                faceMask(given(punch, "face_mask")));
    }

    /** Reads the rows of an array, each by itself. */
    public static List<DecodedRow> decodeAll(JsonNode array) {
        List<DecodedRow> rows = new ArrayList<>(array.size());
        for (JsonNode row : array) {
            try {
                rows.add(new DecodedRow.Punch(decode(row), row::toString));
            } catch (InvalidReport e) {
                rows.add(new DecodedRow.Unreadable(row.toString(), e));
            }
        }
        return rows;
    }

    private static String userId(@Nullable JsonNode value) {
        if (value == null) {
            throw InvalidReport.field("user_id", "user_id is missing");
        }
        String text = ReportedText.trimmed(textOrInteger("user_id", value));
        if (text.isEmpty()) {
            throw InvalidReport.field("user_id", "user_id is empty");
        }
        return ReportedText.checked("user_id", text);
    }

    private static String attTime(@Nullable JsonNode value) {
        if (value == null) {
            throw InvalidReport.field("att_time", "att_time is missing");
        }
        if (!value.isString()) {
            throw InvalidReport.field("att_time", "att_time is not a string");
        }
        return value.asString();
    }

    private static @Nullable String code(JsonNode punch, String field) {
        @Nullable JsonNode value = given(punch, field);
        return value == null ? null : ReportedText.checked(field, textOrInteger(field, value));
    }

    private static String textOrInteger(String field, JsonNode value) {
        if (value.isString() || value.isIntegralNumber()) {
            return value.asString();
        }
        throw InvalidReport.field(field, field + " is neither a string nor an integer");
    }

    private static @Nullable Double temperature(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isNumber() && !value.isString()) {
            throw InvalidReport.field("temperature", "temperature is neither a number nor a numeric string");
        }
        return value.isNumber()
                ? BodyTemperature.plausible(value.asDouble(Double.NaN))
                : BodyTemperature.parse(value.asString());
    }

    private static @Nullable Boolean faceMask(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw InvalidReport.field("face_mask", "face_mask is neither true nor false");
        }
        return value.asBoolean();
    }
}
