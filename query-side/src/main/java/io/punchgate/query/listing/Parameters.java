package io.punchgate.query.listing;

import io.punchgate.runtime.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query string, read strictly: a parameter that is unknown, repeated or empty is refused, because a filter that is
 * silently ignored returns rows that nobody asked for.
 */
public final class Parameters {

    /** Rows of a page, where the client names no number. */
    public static final int LIMIT_DEFAULT = 100;
    /** Rows of a page at most. */
    public static final int LIMIT_MAX = 1_000;

    private static final int TEXT_MAX = 256;
    private static final int YEAR_MAX = 9_999;
    private static final String CURSOR = "cursor";
    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

    private final Map<String, String> values;

    /**
     * Reads a query string.
     *
     * @throws Problem 400 naming the parameter, if it is none of {@code known}, empty, or there twice
     */
    public Parameters(Map<String, List<String>> query, Set<String> known) {
        query.forEach((name, values) -> check(name, values, known));
        this.values = query.entrySet().stream()
                .filter(entry -> !entry.getValue().getFirst().isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    }

    private static void check(String name, List<String> values, Set<String> known) {
        if (!known.contains(name)) {
            throw Problem.invalidField(name, "There is no such parameter here; known are " + sorted(known) + ".");
        }
        if (values.size() != 1) {
            throw Problem.invalidField(name, "The parameter may be given once only.");
        }
        String value = values.getFirst();
        // An empty cursor is how many clients ask for the first page.
        boolean empty = value.isBlank() && !name.equals(CURSOR);
        if (empty || (value.length() > TEXT_MAX && !name.equals(CURSOR)) || value.indexOf('\0') >= 0) {
            throw Problem.invalidField(name, "The value is empty, too long, or not text.");
        }
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** The value of that name, or null. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** The user in {@code user_id}, trimmed as the user of a punch is, or null. */
    public @Nullable String userId() {
        @Nullable String user = values.get("user_id");
        return user == null ? null : user.strip();
    }

    /** The value of that name, which must be there. */
    public String required(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            throw Problem.invalidField(name, "The parameter is required.");
        }
        return value;
    }

    /** The value of that name, which must be one of these, or null. */
    public @Nullable String oneOf(String name, Set<String> allowed) {
        @Nullable String value = values.get(name);
        if (value != null && !allowed.contains(value)) {
            throw Problem.invalidField(name, "The value must be one of " + sorted(allowed) + ".");
        }
        return value;
    }

    /** The number of rows wanted: {@code limit}, 1 to 1,000, by default 100. */
    public int limit() {
        return number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int number(String name, int byDefault, int min, int max) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrongNumber(name, min, max);
        }
        throw wrongNumber(name, min, max);
    }

    private static Problem wrongNumber(String name, int min, int max) {
        return Problem.invalidField(name, "The value must be a whole number from " + min + " to " + max + ".");
    }

    /** A position in the log, or null. */
    public @Nullable Long position(String name) {
        @Nullable String value = values.get(name);
        if (value != null && !POSITION.matcher(value).matches()) {
            throw Problem.invalidField(name, "A position in the log is a whole number from 1.");
        }
        return value == null ? null : Long.valueOf(value);
    }

    /** The cursor given, which must be of that kind, or null. */
    public @Nullable Cursor cursor(String kind, int parts) {
        @Nullable String value = values.get(CURSOR);
        return value == null ? null : Cursor.read(kind, parts, value);
    }

    /** The cursor given, which must be of one of these kinds with so many parts, or null. */
    public @Nullable Cursor cursor(Map<String, Integer> partsByKind) {
        @Nullable String value = values.get(CURSOR);
        return value == null ? null : Cursor.read(partsByKind, value);
    }

    /** The position behind which the list goes on: that of the cursor, or 0. */
    public long positionAfter(String kind) {
        @Nullable Cursor cursor = cursor(kind, 1);
        return cursor == null ? 0 : cursor.number(0);
    }

    /** The text key behind which the list goes on: that of the cursor, or empty. */
    public String keyAfter(String kind) {
        @Nullable Cursor cursor = cursor(kind, 1);
        return cursor == null ? "" : cursor.parts().getFirst();
    }

    /** An end of a range of time, or null. */
    public @Nullable TimeBound time(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return null;
        }
        return value.length() <= "yyyy-MM-dd".length()
                ? new TimeBound.Day(date(name, value))
                : new TimeBound.At(instant(name, value));
    }

    /** Refuses a range that ends before it begins. */
    public static void checkOrder(String from, @Nullable TimeBound begin, @Nullable TimeBound end) {
        if (begin != null && end != null && begin.isAfter(end)) {
            throw Problem.invalidField(from, "The range ends before it begins.");
        }
    }

    /** A local date that must be there. */
    public LocalDate requiredDate(String name) {
        return date(name, required(name));
    }

    private static LocalDate date(String name, String value) {
        try {
            LocalDate date = LocalDate.parse(value);
            checkYear(name, date.getYear());
            return date;
        } catch (DateTimeException e) {
            throw wrongTime(name);
        }
    }

    private static Instant instant(String name, String value) {
        try {
            // A plus sign that was not escaped arrives as a space.
            OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
            checkYear(name, time.getYear());
            return time.toInstant();
        } catch (DateTimeException e) {
            throw wrongTime(name);
        }
    }

    private static void checkYear(String name, int year) {
        if (year < 1 || year > YEAR_MAX) {
            throw wrongTime(name);
        }
    }

    private static Problem wrongTime(String name) {
        return Problem.invalidField(name, "The value must be like 2026-06-21, or like 2026-06-21T04:00:00Z.");
    }
}
