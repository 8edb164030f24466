package io.punchgate.command.gateway.adms;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** The fields that both tables of punches have. Only the user and the time are required; of the rest junk is dropped. */
final class RowFields {

    private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{9,10}");

    private RowFields() {}

    /** The user's PIN. */
    static String userId(String text) {
        String pin = ReportedText.trimmed(text);
        if (pin.isEmpty()) {
            throw InvalidReport.field("pin", "the PIN is missing");
        }
        return ReportedText.checked("pin", pin);
    }

    /** The device's wall clock, or seconds since 1970 by some firmware. */
    static PunchTime time(String text) {
        if (text.isEmpty()) {
            throw InvalidReport.field("time", "the time is missing");
        }
        if (!UNIX_SECONDS.matcher(text).matches()) {
            return PunchTime.parse(text);
        }
        Instant instant = Instant.ofEpochSecond(Long.parseLong(text));
        return new PunchTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
    }
}
