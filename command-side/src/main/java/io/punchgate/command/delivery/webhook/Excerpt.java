package io.punchgate.command.delivery.webhook;

import io.punchgate.runtime.vault.MaskedText;
import java.util.Collection;

/** The beginning of an answer, fit to be kept and shown: bounded, on one line, without the secrets that were sent. */
final class Excerpt {

    static final int CHARACTERS_MAX = 512;

    private Excerpt() {}

    /** Masked before it is cut: a secret at the cut would not be recognised. */
    static String of(String text, Collection<String> secrets) {
        return of(text, secrets, CHARACTERS_MAX);
    }

    static String of(String text, Collection<String> secrets, int charactersMax) {
        String masked = MaskedText.of(text, secrets);
        String cut = masked.length() > charactersMax ? masked.substring(0, charactersMax) : masked;
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> clean.appendCodePoint(unfit(c) ? ' ' : c));
        return clean.toString();
    }

    /** Control characters, and halves of a pair: PostgreSQL's text takes neither NUL nor those. */
    private static boolean unfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
