package io.punchgate.query.export;

/** Keeps texts of others from being run by a spreadsheet. */
final class SpreadsheetText {

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";
    private static final char PREFIX = '\'';

    private SpreadsheetText() {}

    /** The text, behind an apostrophe where a spreadsheet would take it for a formula. */
    static String inert(String text) {
        return !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? PREFIX + text : text;
    }
}
