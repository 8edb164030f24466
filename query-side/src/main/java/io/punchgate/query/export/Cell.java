package io.punchgate.query.export;

/** One value of a table's row. */
sealed interface Cell {

    /** Nothing. */
    Cell BLANK = new Blank();

    /** A text, as a spreadsheet may hold it. */
    record Text(String text) implements Cell {}

    /** A number. */
    record Quantity(Number number) implements Cell {}

    /** True or false. */
    record Flag(boolean value) implements Cell {}

    /** No value. */
    record Blank() implements Cell {}
}
