package io.punchgate.command.gateway;

import io.punchgate.runtime.sql.StorableText;
import io.punchgate.runtime.vault.MaskedText;
import org.jspecify.annotations.Nullable;

/** Texts that devices send, checked before anything keeps them: bounded, printable, and valid Unicode. */
public final class ReportedText {

    /** Longest text of a field, in code points. */
    static final int CODE_POINTS_MAX = 64;

    static final int KEPT_CHARACTERS_MAX = 4_096;
    static final int REASON_CHARACTERS_MAX = 500;

    private ReportedText() {}

    /** Without the white space around it: Unicode's, which is more than Java's {@code strip} knows. */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * The same text, if it may be kept.
     *
     * @throws InvalidReport if it is too long, or not printable
     */
    public static String checked(String field, String text) {
        checkLength(field, text);
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (Character.isISOControl(codePoint)) {
                throw InvalidReport.field(field, field + " has a control character");
            }
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw InvalidReport.field(field, field + " has half of a surrogate pair");
            }
        }
        return text;
    }

    /** The trimmed code, or null where there is none that may be kept: junk beside a punch does not cost the punch. */
    public static @Nullable String codeOrNull(@Nullable String text) {
        String code = text == null ? "" : trimmed(text);
        if (code.isEmpty()) {
            return null;
        }
        try {
            return checked("code", code);
        } catch (InvalidReport junk) {
            return null;
        }
    }

    static void checkLength(String field, String text) {
        if (text.codePointCount(0, text.length()) > CODE_POINTS_MAX) {
            throw InvalidReport.field(field, field + " is longer than " + CODE_POINTS_MAX + " characters");
        }
    }

    /** The beginning of the text, without half of a surrogate pair at its end. */
    static String cut(String text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(charactersMax - 1));
        return text.substring(0, splits ? charactersMax - 1 : charactersMax);
    }

    /** The part that is kept of an unreadable record, or of a device's answer to an instruction. */
    static String kept(String text) {
        return masked(text, KEPT_CHARACTERS_MAX);
    }

    /** The part that is kept of the reason for which a record is unreadable: it may quote what the device sent. */
    static String reason(String text) {
        return StorableText.of(masked(text, REASON_CHARACTERS_MAX));
    }

    /**
     * The beginning of the text without passwords, card numbers and secrets. It is cut before it is masked, so that the work is
     * bounded, and after it, as a mask may be longer than what it hides.
     */
    private static String masked(String text, int charactersMax) {
        return cut(MaskedText.ofFields(cut(text, charactersMax)), charactersMax);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
