package io.punchgate.command.gateway.isapi;

import static io.punchgate.command.gateway.json.StrictJson.textOrNumber;

import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.BodyTemperature;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an event. One that names a person is a punch if the person was let in, or the device itself takes it for
 * attendance. That it is told again later ({@code currentEvent} is false) makes no difference.
 */
final class IsapiReportDecoder {

    private static final String ACCESS = "AccessControllerEvent";
    private static final Pattern NOBODY = Pattern.compile("0*");
    /** Minor types by which a person is let in: a group of several persons, beside those that the table has an input for. */
    private static final String SEVERAL_PERSONS = "16";

    private IsapiReportDecoder() {}

    /**
     * Reads a body's JSON.
     *
     * @throws InvalidReport if it is no event at all
     */
    static DeviceNotice decode(byte[] json) {
        JsonNode body = StrictJson.readObject(json);
        JsonNode event = body.path("EventNotificationAlert").isObject() ? body.path("EventNotificationAlert") : body;
        @Nullable String type = textOrNumber(event, "eventType");
        if (type == null) {
            throw InvalidReport.field("eventType", "eventType is missing");
        }
        if (type.toLowerCase(Locale.ROOT).equals("heartbeat")) {
            return new DeviceNotice.Heartbeat();
        }
        JsonNode access = event.path(ACCESS);
        return new DeviceNotice.Event(access.isObject() ? decode(event, access) : new DecodedRow.NoPunch());
    }

    private static DecodedRow decode(JsonNode event, JsonNode access) {
        @Nullable String user = textOrNumber(access, "employeeNoString");
        if (user == null || user.isEmpty()) {
            user = textOrNumber(access, "employeeNo");
        }
        if (user == null || NOBODY.matcher(user).matches()) {
            return new DecodedRow.NoPunch();
        }
        String minor = valueOr(textOrNumber(access, "subEventType"), "");
        if (!isLetIn(minor) && !isAttendance(access)) {
            return unreadable(access, "subEventType " + minor + " is not known to let a person in");
        }
        try {
            return new DecodedRow.Punch(punch(event, access, ReportedText.checked("employeeNoString", user), minor));
        } catch (InvalidReport e) {
            return unreadable(access, e.reason());
        }
    }

    private static boolean isLetIn(String minor) {
        return minor.equals(SEVERAL_PERSONS) || IsapiCodes.TABLE.inputs().containsKey(minor);
    }

    private static boolean isAttendance(JsonNode access) {
        @Nullable String status = textOrNumber(access, "attendanceStatus");
        return status != null && PunchType.named(status).isPresent();
    }

    private static ReportedPunch punch(JsonNode event, JsonNode access, String user, String minor) {
        @Nullable String time = textOrNumber(event, "dateTime");
        if (time == null) {
            throw InvalidReport.field("dateTime", "dateTime is missing");
        }
        PunchTime read = PunchTime.parse(time);
        @Nullable String temperature = textOrNumber(access, "currTemperature");
        boolean tellsInput = IsapiCodes.TABLE.inputs().containsKey(minor);
        return new ReportedPunch(
                user,
                read.wallClock(),
                read.offset(),
                time,
                ReportedText.codeOrNull(textOrNumber(access, "attendanceStatus")),
                tellsInput ? minor : ReportedText.codeOrNull(textOrNumber(access, "currentVerifyMode")),
                IsapiCodes.TABLE,
                null,
                temperature == null ? null : BodyTemperature.parse(temperature),
                faceMask(valueOr(textOrNumber(access, "mask"), "")));
    }

    private static @Nullable Boolean faceMask(String mask) {
        return switch (mask) {
            case "yes" -> true;
            case "no" -> false;
            default -> null;
        };
    }

    private static DecodedRow unreadable(JsonNode access, String reason) {
        return new DecodedRow.Unreadable(access.toString(), reason);
    }

    private static String valueOr(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
