package io.punchgate.query.console.page;

import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {

    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_MINUTE = 60;

    private Figures() {}

    /** Such as {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1 punch} and {@code 12,345 punches}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Hours and minutes, such as {@code 8:05}. */
    public static String hours(long seconds) {
        return String.format(
                Locale.ROOT, "%d:%02d", seconds / SECONDS_PER_HOUR, seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE);
    }

    /** The beginning of a text that may be long. */
    public static String beginning(String text, int codePointsMax) {
        return text.codePointCount(0, text.length()) <= codePointsMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePointsMax)) + "…";
    }
}
