package io.punchgate.runtime.vault;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that others sent, fit to be kept: without passwords, card numbers and secrets. What is kept is shown to people, and
 * in the log it is there for ever.
 */
public final class MaskedText {

    /** Stands in place of what is masked. */
    public static final String MASK = "***";

    /** A shorter run of letters and digits is masked only as part of its secret: it could be a word. */
    private static final int RUN_CHARACTERS_MIN = 8;

    private static final String SECRET_NAME =
            "[\\w.-]{0,32}?(?:passw|pwd|passcode|card|rfid|token|secret|authori|api[_-]?key)[\\w.-]{0,32}";
    private static final String QUOTED = "\\\\*\"(?:[^\"\\\\]|\\\\.)*+\"?";

    /** {@code "password":"1234"}, also a number and a list. AiFace terminals send either of a person as {@code record}. */
    private static final Pattern JSON = caseless("(\"(?:" + SECRET_NAME + "|record)\\\\*\"\\s*+:\\s*+)(?:" + QUOTED
            + "|\\[(?!\\s*+\\{)[^\\[\\]{}]++\\]?|[^\\s,}\\]\\[{\"]++)");
    /** The name before an object or an array: all of it is masked, whatever the names in it. */
    private static final Pattern BEFORE_OBJECT = caseless("\"" + SECRET_NAME + "(\\\\*)\"\\s*+:\\s*+(?=[{\\[])");
    /** {@code Passwd=1234} up to the end of the field, and {@code Card=[1234]}. */
    private static final Pattern PAIR =
            caseless("(\\b" + SECRET_NAME + "\\s*+[=:]\\s*+)(?:\\[[^\\]\\t\\r\\n]*+\\]?|[^\\t\\r\\n&]++)");

    private static final Pattern XML = caseless("(<(?:\\w{1,32}:)?" + SECRET_NAME + "(?:\\s[^>]*+)?>)"
            + "(?:<!\\[CDATA\\[(?:[^\\]]|\\](?!\\]>))*+(?:\\]\\]>)?|[^<])++");
    private static final Pattern PATH = caseless("(/d/)[\\w-]{8,}+");
    private static final Pattern BEARER = caseless("(\\bbearer\\s++)[^\\s\"',]++");

    private MaskedText() {}

    /**
     * The text without the values of fields whose names tell of a password, a card or a secret, in JSON, XML and pairs such as
     * {@code Passwd=1234}. It takes time that is linear in the text's length.
     */
    public static String ofFields(String text) {
        String masked = replace(JSON, withoutObjects(text), "$1\"***\"");
        masked = replace(PAIR, masked, "$1***");
        masked = replace(XML, masked, "$1***");
        masked = replace(PATH, masked, "$1***");
        return replace(BEARER, masked, "$1***");
    }

    /**
     * The text without these secrets. A secret is masked also where its punctuation is escaped, as {@code +} and {@code /} are in
     * JSON, HTML and addresses: its runs of letters and digits are masked one by one.
     */
    public static String of(String text, Collection<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            if (!secret.isEmpty() && secret.length() <= text.length()) {
                masked = masked.replace(secret, MASK);
            }
            masked = withoutRuns(masked, secret);
        }
        return masked;
    }

    private static String withoutObjects(String text) {
        Matcher name = BEFORE_OBJECT.matcher(text);
        if (!name.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int kept = 0;
        do {
            masked.append(text, kept, name.end()).append('"').append(MASK).append('"');
            kept = endOfObject(text, name.end(), name.group(1).length());
        } while (name.find(kept));
        return masked.append(text, kept, text.length()).toString();
    }

    /**
     * The end of the object or array that begins there; that of the text, if it was cut off.
     *
     * @param escapes the backslashes before each quote: more than none where the JSON is itself a text in JSON
     */
    private static int endOfObject(String text, int start, int escapes) {
        int depth = 0;
        int backslashes = 0;
        boolean quoted = false;
        for (int at = start; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"' && backslashes % (2 * (escapes + 1)) == escapes) {
                quoted = !quoted;
            } else if (!quoted && (next == '{' || next == '[')) {
                depth++;
            } else if (!quoted && (next == '}' || next == ']') && --depth == 0) {
                return at + 1;
            }
            backslashes = next == '\\' ? backslashes + 1 : 0;
        }
        return text.length();
    }

    private static String withoutRuns(String text, String secret) {
        String masked = text;
        int begin = 0;
        for (int i = 0; i <= secret.length(); i++) {
            if (i < secret.length() && isLetterOrDigit(secret.charAt(i))) {
                continue;
            }
            if (i - begin >= RUN_CHARACTERS_MIN && i - begin <= masked.length()) {
                masked = masked.replace(secret.substring(begin, i), MASK);
            }
            begin = i + 1;
        }
        return masked;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String replace(Pattern pattern, String text, String by) {
        return pattern.matcher(text).replaceAll(by);
    }

    private static Pattern caseless(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
