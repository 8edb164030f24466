package io.punchgate.command.delivery.webhook;

/** The beginning of an answer, fit to be kept and shown: bounded, on one line, without the device's token. */
final class Excerpt {

    private static final int CHARACTERS_MAX = 512;
    private static final String MASK = "***";

    private Excerpt() {}

    static String of(String body, String secret) {
        String masked = secret.isEmpty() ? body : body.replace(secret, MASK);
        String cut = masked.length() > CHARACTERS_MAX ? masked.substring(0, CHARACTERS_MAX) : masked;
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> clean.appendCodePoint(unfit(c) ? ' ' : c));
        return clean.toString();
    }

    /** Control characters, and halves of a pair: PostgreSQL's text takes neither NUL nor those. */
    private static boolean unfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
