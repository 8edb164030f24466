package io.punchgate.runtime.tree;

/** Numbers as C2SP's formats have them: ASCII digits without leading zeroes. */
final class Decimal {

    private Decimal() {}

    /**
     * Reads one, from 0.
     *
     * @throws IllegalArgumentException if the text is none, or too large
     */
    static long parse(String text) {
        long number = text.isEmpty() || text.startsWith("+") ? -1 : Long.parseLong(text);
        if (number < 0 || !Long.toString(number).equals(text)) {
            throw new IllegalArgumentException("not a number from 0: " + text);
        }
        return number;
    }
}
