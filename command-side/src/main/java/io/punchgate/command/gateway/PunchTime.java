package io.punchgate.command.gateway;

import io.punchgate.api.WrittenTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A punch's time as devices write it, in any form that {@link WrittenTime} reads.
 *
 * @param wallClock date and time as sent, to the millisecond
 * @param offset the offset sent with it; null: local to the device
 */
public record PunchTime(LocalDateTime wallClock, @Nullable ZoneOffset offset) {

    private static final String FIELD = "att_time";

    /**
     * Reads a time.
     *
     * @throws InvalidReport if the text is no time
     */
    public static PunchTime parse(String text) {
        ReportedText.checkLength(FIELD, text);
        @Nullable WrittenTime written = WrittenTime.parse(ReportedText.trimmed(text));
        if (written == null) {
            throw InvalidReport.field(
                    FIELD, "att_time is not a time such as 2026-06-21 09:30:00, with an ISO 8601 offset or without");
        }
        return new PunchTime(written.wallClock(), written.offset());
    }
}
