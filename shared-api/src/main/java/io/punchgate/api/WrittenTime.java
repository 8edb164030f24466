package io.punchgate.api;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as devices and people write it: {@code 2026-06-21 09:30:00}, the same with a {@code T}, fractions of a second, or
 * an offset ({@code Z}, {@code +05:30}, {@code -6:00}, {@code GMT +0530}). Dates that do not exist are refused; {@code 24:00:00} is
 * the midnight that ends its day.
 *
 * @param wallClock date and time as sent, to the millisecond
 * @param offset the offset sent with it; null: local to the device
 */
public record WrittenTime(LocalDateTime wallClock, @Nullable ZoneOffset offset) {

    private static final int MILLIS_DIGITS = 3;
    private static final int NANOS_A_MILLI = 1_000_000;

    private static final Pattern FORM = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,18}))?)?"
            + "([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?| ?GMT ?[+-][0-9]{2}:?[0-9]{2}| [+-][0-9]{2}:?[0-9]{2}"
            // Some firmware writes hours without their zero.
            + "|(?: ?GMT ?| )?[+-][0-9]:[0-9]{2})?");
    /** The groups of the form. Named groups would cost a copied map a look-up. */
    private static final int YEAR = 1;

    private static final int MONTH = 2;
    private static final int DAY = 3;
    private static final int HOUR = 4;
    private static final int MINUTE = 5;
    private static final int SECOND = 6;
    private static final int FRACTION = 7;
    private static final int OFFSET = 8;
    /** The hour of the midnight that ends a day. */
    private static final int MIDNIGHT_AT_THE_END = 24;

    private static final int SIGN_AND_THREE_DIGITS = 4;
    private static final Pattern NOT_IN_OFFSET = Pattern.compile("[^0-9+-]");

    /** The time that a text without white space around it tells; null if it is none. */
    public static @Nullable WrittenTime parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || (form.group(SECOND) == null && form.group(OFFSET) == null)) {
            return null;
        }
        try {
            LocalDateTime wallClock = wallClock(form);
            return wallClock.getYear() == 0 ? null : new WrittenTime(wallClock, offset(form.group(OFFSET)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Reads the digits itself: a formatter's parser costs more than the rest of a punch. */
    private static LocalDateTime wallClock(Matcher form) {
        @Nullable String fraction = form.group(FRACTION);
        int hour = number(form, HOUR);
        LocalDateTime read = LocalDateTime.of(
                number(form, YEAR),
                number(form, MONTH),
                number(form, DAY),
                hour == MIDNIGHT_AT_THE_END ? 0 : hour,
                number(form, MINUTE),
                form.group(SECOND) == null ? 0 : number(form, SECOND),
                fraction == null ? 0 : nanos(fraction));
        if (hour != MIDNIGHT_AT_THE_END) {
            return read;
        }
        if (!read.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("no time of the day is later than 24:00:00");
        }
        return read.plusDays(1);
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static int nanos(String fraction) {
        String millis = (fraction + "00").substring(0, MILLIS_DIGITS);
        return Integer.parseInt(millis) * NANOS_A_MILLI;
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String digits = NOT_IN_OFFSET.matcher(text).replaceAll("");
        if (digits.length() == SIGN_AND_THREE_DIGITS) {
            return ZoneOffset.of(digits.charAt(0) + "0" + digits.substring(1));
        }
        return digits.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(digits);
    }
}
