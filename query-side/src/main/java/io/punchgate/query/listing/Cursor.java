package io.punchgate.query.listing;

import io.punchgate.runtime.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place at which a list goes on, as an opaque text. Each kind of list has cursors of its own kind, so that a cursor of
 * another list is refused instead of misunderstood.
 *
 * @param kind of the list, with the version of what its cursor holds
 * @param parts the sort key of the last row, without line breaks
 */
public record Cursor(String kind, List<String> parts) {

    private static final String SEPARATOR = "\n";
    private static final int LENGTH_MAX = 512;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern SPLIT = Pattern.compile(SEPARATOR);

    public Cursor {
        parts = List.copyOf(parts);
    }

    /** The cursor of a list that is sorted by log position. */
    public static Cursor at(String kind, long position) {
        return new Cursor(kind, List.of(Long.toString(position)));
    }

    /**
     * Reads a cursor.
     *
     * @throws Problem 400 naming {@code cursor}, if it is not one of that kind with so many parts
     */
    public static Cursor read(String kind, int parts, String text) {
        return read(Map.of(kind, parts), text);
    }

    /**
     * Reads a cursor.
     *
     * @throws Problem 400 naming {@code cursor}, if it is not one of these kinds with so many parts
     */
    public static Cursor read(Map<String, Integer> partsByKind, String text) {
        if (text.length() > LENGTH_MAX) {
            throw invalid();
        }
        List<String> read = List.of(SPLIT.split(decode(text), -1));
        Cursor cursor = new Cursor(read.getFirst(), read.subList(1, read.size()));
        if (partsByKind.getOrDefault(cursor.kind, -1) != cursor.parts.size()
                || !cursor.text().equals(text)) {
            throw invalid();
        }
        return cursor;
    }

    /** The cursor as clients keep it: base64url without padding. */
    public String text() {
        String plain = kind + SEPARATOR + String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** A part that is a number from 0. */
    public long number(int part) {
        try {
            long number = Long.parseLong(parts.get(part));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** A part that is an instant. */
    public Instant instant(int part) {
        try {
            Instant instant = Instant.parse(parts.get(part));
            // The database knows no later ones.
            if (instant.isBefore(END)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** A part that is a date. */
    public LocalDate date(int part) {
        try {
            return LocalDate.parse(parts.get(part));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    /** A part that is the id of a row or of a person. */
    public UUID uuid(int part) {
        @Nullable UUID id = StoredId.read(parts.get(part));
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    /** The problem of a cursor that did not come from the same list. */
    public static Problem invalid() {
        return Problem.invalidField("cursor", "The cursor is not one that this list returned.");
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }
}
