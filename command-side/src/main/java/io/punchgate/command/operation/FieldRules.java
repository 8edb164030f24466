package io.punchgate.command.operation;

import io.punchgate.runtime.web.BodyFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for texts that operators may set. */
public final class FieldRules {

    /** Code points of the reason that a manager gives. */
    public static final int REASON_CHARACTERS_MAX = 500;

    static final int LABEL_CHARACTERS_MAX = 100;
    static final int REMARK_CHARACTERS_MAX = 500;

    private static final int USER_ID_CHARACTERS_MAX = 64;
    private static final int URL_CHARACTERS_MAX = 2_000;
    private static final int PORT_MAX = 65_535;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SERVICE_TAG_ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private FieldRules() {}

    /** The id of a customer, or a serial number, that must be there. */
    public static String id(BodyFields fields, String key) {
        return fields.text(key, FieldRules::isId, "must be 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen");
    }

    /** The id of a user, by the rules of punches: a text or a whole number, without the white space around it. */
    public static String userId(BodyFields fields, String key) {
        String text = trimmed(fields.textOrInteger(key));
        if (!isPlainText(text, USER_ID_CHARACTERS_MAX)) {
            throw fields.wrong(
                    key, "must be 1 to " + USER_ID_CHARACTERS_MAX + " characters, none of them a control character");
        }
        return text;
    }

    /** Without what Unicode calls a space, which is more than Java's {@code strip} knows. */
    private static String trimmed(String text) {
        int[] points = text.codePoints().toArray();
        int start = 0;
        int end = points.length;
        while (start < end && isSpace(points[start])) {
            start++;
        }
        while (end > start && isSpace(points[end - 1])) {
            end--;
        }
        return new String(points, start, end - start);
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** A name for people, or null. */
    public static @Nullable String labelOrNull(BodyFields fields, String key) {
        return fields.textOrNull(
                key, FieldRules::isLabel, "must be 1 to 100 characters, none of them a control character");
    }

    /** A name for people that must be there. */
    public static String label(BodyFields fields, String key) {
        return fields.text(key, FieldRules::isLabel, "must be 1 to 100 characters, none of them a control character");
    }

    /** A sentence of people, or null. */
    public static @Nullable String remarkOrNull(BodyFields fields, String key) {
        return fields.textOrNull(
                key,
                text -> isPlainText(text, REMARK_CHARACTERS_MAX),
                "must be 1 to " + REMARK_CHARACTERS_MAX + " characters, none of them a control character");
    }

    /** An id or a serial number. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The id of a service tag. */
    public static boolean isServiceTagId(String text) {
        return SERVICE_TAG_ID.matcher(text).matches();
    }

    /** Why a manager did something, for people. */
    public static boolean isReason(String text) {
        return isPlainText(text, REASON_CHARACTERS_MAX);
    }

    static boolean isLabel(String text) {
        return isPlainText(text, LABEL_CHARACTERS_MAX);
    }

    private static boolean isPlainText(String text, int charactersMax) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= charactersMax
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
    }

    /** Only names of the time zone database: an offset would be wrong for half of the year. */
    public static boolean isTimeZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text);
    }

    /** An absolute http or https address. {@code AddressPolicy} checks where it leads, on connecting. */
    public static boolean isCallbackUrl(String text) {
        if (text.length() > URL_CHARACTERS_MAX) {
            return false;
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= PORT_MAX;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Half a character, which no UTF-8 can carry. */
    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
