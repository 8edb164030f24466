package io.punchgate.query.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes rows as RFC 4180 has them, in UTF-8, behind a line with the names of the columns. */
final class CsvTableWriter<T> implements ExportWriter<T> {

    private final ExportTable<T> table;
    private final JsonMapper json;
    private final CsvWriter csv;

    CsvTableWriter(ExportTable<T> table, OutputStream out, JsonMapper json) {
        this.table = table;
        this.json = json;
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(table.header());
    }

    @Override
    public void write(T row) throws IOException {
        try {
            csv.writeRecord(table.columns().stream()
                    .map(column -> text(column.cell(row, json)))
                    .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Text text -> text.text();
            case Cell.Quantity quantity -> quantity.number().toString();
            case Cell.Flag flag -> Boolean.toString(flag.value());
            case Cell.Blank blank -> "";
        };
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }
}
