package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.BodyTemperature;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of {@code key=value} with tabs between, or blanks: those of the table rtlog of access-control models, and those of
 * attendance models that write the columns of ATTLOG so.
 */
final class KeyedRowDecoder {

    /** Events from here on are of the door or the device, unless they name a user. */
    private static final int SYSTEM_EVENT_MIN = 20;

    private static final int FIELDS_MAX = 64;
    private static final Pattern FIRST_KEY =
            Pattern.compile("\\s*(?:pin|time|datetime|cardno|event)\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN_FIELDS = Pattern.compile("\t| +(?=[A-Za-z_]{1,32}=)");
    private static final Pattern NOBODY = Pattern.compile("0*");
    private static final Pattern EVENT = Pattern.compile("[0-9]{1,9}");

    private KeyedRowDecoder() {}

    /** True if the row is of this form; a PIN may have an equals sign in it, but is none of these names. */
    static boolean isKeyed(String row) {
        return FIRST_KEY.matcher(row).lookingAt();
    }

    static DecodedRow decode(String row) {
        Map<String, String> fields = fields(row);
        if (isOfNobody(fields)) {
            return new DecodedRow.NoPunch();
        }
        try {
            return new DecodedRow.Punch(punch(fields));
        } catch (InvalidReport e) {
            return new DecodedRow.Unreadable(row, e.reason());
        }
    }

    private static ReportedPunch punch(Map<String, String> fields) {
        String time = ReportedText.trimmed(first(fields, "time", "datetime"));
        PunchTime read = RowFields.time(time);
        @Nullable Double temperature = BodyTemperature.parse(fields.getOrDefault("temperature", ""));
        return new ReportedPunch(
                RowFields.userId(fields.getOrDefault("pin", "")),
                read.wallClock(),
                read.offset(),
                time,
                ReportedText.codeOrNull(first(fields, "inoutstatus", "status")),
                ReportedText.codeOrNull(first(fields, "verifytype", "verified")),
                AdmsCodes.TABLE,
                null,
                temperature,
                faceMask(fields.getOrDefault("maskflag", ""), temperature != null));
    }

    private static String first(Map<String, String> fields, String key, String alias) {
        return fields.getOrDefault(key, fields.getOrDefault(alias, ""));
    }

    private static boolean isOfNobody(Map<String, String> fields) {
        @Nullable String pin = fields.get("pin");
        if (pin != null && !pin.isEmpty()) {
            return NOBODY.matcher(pin).matches();
        }
        String event = fields.getOrDefault("event", "");
        return EVENT.matcher(event).matches() && Integer.parseInt(event) >= SYSTEM_EVENT_MIN;
    }

    /** A reader that looks for no masks sends 0; it looked if it measured a temperature. */
    private static @Nullable Boolean faceMask(String flag, boolean looked) {
        return switch (flag) {
            case "1" -> true;
            case "0" -> looked ? false : null;
            default -> null;
        };
    }

    private static Map<String, String> fields(String row) {
        Map<String, String> fields = new HashMap<>();
        for (String field : BETWEEN_FIELDS.split(row, FIELDS_MAX)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                String name = field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                fields.putIfAbsent(name, field.substring(equals + 1).strip());
            }
        }
        return fields;
    }
}
