package io.punchgate.query.console.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instant as a page shows it: by the clock at the device, and how long ago. The viewer's own time is added by the browser,
 * which alone knows the zone.
 *
 * @param iso for machines, ends with {@code Z}
 * @param local the date and time at the device, to the second
 * @param zone the offset there, such as {@code +05:30}
 * @param relative such as {@code 3 min ago}, as of the page
 */
public record Moment(String iso, String local, String zone, String relative) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int HOURS_TOLD_MAX = 48;

    /** The instant by the clock of that zone; null where there is no instant. */
    public static @Nullable Moment of(@Nullable Instant instant, ZoneId zone, Instant now) {
        return instant == null ? null : at(instant, zone, now);
    }

    /** The instant by the clock of that zone. */
    public static Moment at(Instant instant, ZoneId zone, Instant now) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        return new Moment(
                instant.toString(),
                LOCAL.format(LocalDateTime.ofInstant(instant, offset)),
                offset.equals(ZoneOffset.UTC) ? "UTC" : offset.getId(),
                relative(instant, now));
    }

    /** The zone of that name or offset; UTC where there is none. */
    public static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** The time of day at the device. */
    public String time() {
        return local.substring(local.indexOf(' ') + 1);
    }

    private static String relative(Instant instant, Instant now) {
        Duration ago = Duration.between(instant, now);
        return ago.isNegative() ? "in " + amount(ago.negated()) : amount(ago) + " ago";
    }

    /** As the script of the pages says it, which goes on counting. */
    private static String amount(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < HOURS_TOLD_MAX ? time.toHours() + " h" : time.toDays() + " d";
    }
}
