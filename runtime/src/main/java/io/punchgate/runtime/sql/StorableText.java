package io.punchgate.runtime.sql;

/**
 * Texts from outside, as PostgreSQL takes them: its {@code text} keeps no character 0, which devices do send. The log keeps what
 * they sent.
 */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text with the replacement character (U+FFFD) in place of each character 0. */
    public static String of(String text) {
        return text.replace('\0', REPLACEMENT);
    }
}
