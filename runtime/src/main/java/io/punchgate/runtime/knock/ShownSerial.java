package io.punchgate.runtime.knock;

import io.punchgate.runtime.vault.MaskedText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A serial number of a caller who may be anybody, fit to be shown: short, printable, and masked where it has the form of a
 * secret, as a device that is set up wrongly may send its auth-token in place of it.
 */
final class ShownSerial {

    private static final int CHARACTERS_MAX = 64;
    /** Of a secret that is masked, so that an operator knows it again. */
    private static final int LEFT_OF_SECRET = 4;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,31}");
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    /** Our secrets are of 32 such characters at least. */
    private static final Pattern LIKE_A_SECRET =
            Pattern.compile("([A-Za-z0-9_-]{" + LEFT_OF_SECRET + "})[A-Za-z0-9_-]{28,}");

    private ShownSerial() {}

    static String of(@Nullable String sn) {
        if (sn == null) {
            return "";
        }
        if (PLAIN.matcher(sn).matches() || UUID.matcher(sn).matches()) {
            return sn;
        }
        return LIKE_A_SECRET.matcher(MaskedText.ofFields(printable(sn))).replaceAll("$1" + MaskedText.MASK);
    }

    /** The beginning of the text, in characters that a database keeps and a page shows. */
    static String printable(String text) {
        String cut = text.substring(0, Math.min(text.length(), CHARACTERS_MAX));
        StringBuilder printable = new StringBuilder(cut.length());
        cut.chars().forEach(c -> printable.append(isPrintable(c) ? (char) c : '?'));
        return printable.toString();
    }

    private static boolean isPrintable(int c) {
        return Character.isDefined(c)
                && !Character.isISOControl(c)
                && !Character.isSurrogate((char) c)
                && Character.getType(c) != Character.FORMAT;
    }
}
