package io.punchgate.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows to the sheets of a workbook, each behind a row with the names of the columns. A sheet that is full is followed by
 * another.
 */
final class XlsxTableWriter<T> implements ExportWriter<T> {

    /** The rows that a sheet may have, the names of the columns included. */
    static final int SHEET_ROWS_MAX = 1_048_576;

    /** A sheet's XML has no more: for a larger one Excel asks whether to repair the file. */
    private static final long SHEET_BYTES_MAX = 4_000_000_000L;

    /** The characters that a cell may hold; Excel calls a file damaged that has more in one. */
    private static final int CELL_CHARACTERS_MAX = 32_767;

    private static final int LETTERS = 26;

    /** All that XML 1.0 cannot say. */
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final ExportTable<T> table;
    private final JsonMapper json;
    private final int sheetRowsMax;
    private final Workbook workbook;
    private final List<String> letters;
    private final StringBuilder xml = new StringBuilder();
    private int sheets;
    private int rows;

    XlsxTableWriter(ExportTable<T> table, OutputStream out, JsonMapper json, int sheetRowsMax) throws IOException {
        this.table = table;
        this.json = json;
        this.sheetRowsMax = sheetRowsMax;
        this.workbook = new Workbook(out);
        this.letters = IntStream.range(0, table.columns().size())
                .mapToObj(XlsxTableWriter::letters)
                .toList();
        beginSheet();
    }

    /** The name of a column: A to Z, AA, AB and so on. */
    private static String letters(int column) {
        char last = (char) ('A' + column % LETTERS);
        return column < LETTERS ? String.valueOf(last) : letters(column / LETTERS - 1) + last;
    }

    private void beginSheet() throws IOException {
        sheets++;
        rows = 0;
        workbook.beginSheet(sheets == 1 ? table.name() : table.name() + " " + sheets);
        writeRow(table.header().stream().<Cell>map(Cell.Text::new).toList());
    }

    @Override
    public void write(T row) throws IOException {
        if (rows == sheetRowsMax || workbook.bytesOfSheet() > SHEET_BYTES_MAX) {
            beginSheet();
        }
        writeRow(table.columns().stream().map(column -> column.cell(row, json)).toList());
    }

    private void writeRow(List<Cell> cells) throws IOException {
        rows++;
        xml.setLength(0);
        xml.append("<row r=\"").append(rows).append("\">");
        for (int column = 0; column < cells.size(); column++) {
            append(letters.get(column), cells.get(column));
        }
        workbook.write(xml.append("</row>"));
    }

    private void append(String letter, Cell cell) {
        switch (cell) {
            case Cell.Text text ->
                append(letter, " t=\"inlineStr\"><is><t xml:space=\"preserve\">", escaped(text.text()))
                        .append("</t></is></c>");
            case Cell.Quantity quantity ->
                append(letter, "><v>", quantity.number().toString()).append("</v></c>");
            case Cell.Flag flag ->
                append(letter, " t=\"b\"><v>", flag.value() ? "1" : "0").append("</v></c>");
            case Cell.Blank blank -> {
                // A cell that is not there is blank.
            }
        }
    }

    private StringBuilder append(String letter, String type, String value) {
        return xml.append("<c r=\"")
                .append(letter)
                .append(rows)
                .append('"')
                .append(type)
                .append(value);
    }

    private static String escaped(String text) {
        String fitting = text.length() <= CELL_CHARACTERS_MAX ? text : text.substring(0, CELL_CHARACTERS_MAX);
        String sayable = NOT_IN_XML.matcher(fitting).replaceAll("\uFFFD");
        // A reader of XML takes a carriage return for the end of a line.
        return HtmlUtils.htmlEscape(sayable, "UTF-8").replace("\r", "&#13;");
    }

    @Override
    public void flush() throws IOException {
        workbook.flush();
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
    }
}
