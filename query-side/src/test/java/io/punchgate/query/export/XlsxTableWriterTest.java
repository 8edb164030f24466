package io.punchgate.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@BesideOthers
class XlsxTableWriterTest {

    private record Pair(String text, int number) {}

    private static final ExportTable<Pair> PAIRS = new ExportTable<>(
            "pairs", List.of(new Column<>("text", Pair::text, true), new Column<>("number", Pair::number, false)));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private XlsxTableWriter<Pair> writer(int sheetRowsMax) throws IOException {
        return new XlsxTableWriter<>(PAIRS, out, JsonMapper.shared(), sheetRowsMax);
    }

    @Test
    void givenMoreRowsThanASheetMayHave_whenWritten_thenTheyGoOnInAnotherBehindItsOwnHeader() throws IOException {
        XlsxTableWriter<Pair> writer = writer(3);
        for (int i = 1; i <= 5; i++) {
            writer.write(new Pair("row " + i, i));
            writer.flush();
        }
        writer.finish();

        List<List<Map<String, String>>> sheets = SheetRows.of(out.toByteArray());
        assertThat(sheets).hasSize(3);
        assertThat(sheets).allMatch(sheet -> sheet.getFirst().equals(Map.of("A", "text", "B", "number")));
        assertThat(sheets.getFirst()).hasSize(3);
        List<String> texts = new ArrayList<>();
        sheets.forEach(sheet -> sheet.stream().skip(1).forEach(row -> texts.add(row.get("A") + row.get("B"))));
        assertThat(texts).containsExactly("row 11", "row 22", "row 33", "row 44", "row 55");
    }

    @Test
    void givenNoRows_whenWritten_thenTheColumnsAreNamed() throws IOException {
        writer(XlsxTableWriter.SHEET_ROWS_MAX).finish();

        assertThat(SheetRows.of(out.toByteArray())).containsExactly(List.of(Map.of("A", "text", "B", "number")));
    }

    @Test
    void givenTextsThatXmlOrACellCannotHold_whenWritten_thenTheFileIsReadAndShowsThatSomethingWasThere()
            throws IOException {
        XlsxTableWriter<Pair> writer = writer(XlsxTableWriter.SHEET_ROWS_MAX);
        writer.write(new Pair("a\u0001b<&\"'> \uD83D\uDE00", 1));
        writer.write(new Pair("x".repeat(40_000), 2));
        writer.write(new Pair("=1+1", 3));
        writer.finish();

        List<Map<String, String>> rows = SheetRows.of(out.toByteArray()).getFirst();
        assertThat(rows.get(1)).containsEntry("A", "a\uFFFDb<&\"'> \uD83D\uDE00");
        assertThat(rows.get(2).get("A")).hasSize(32_767);
        assertThat(rows.get(3)).containsEntry("A", "'=1+1");
    }

    @Test
    void givenAWorkbookThatIsNotFinished_whenItsBytesAreSeen_thenItsDirectoryIsMissing() throws IOException {
        XlsxTableWriter<Pair> writer = writer(XlsxTableWriter.SHEET_ROWS_MAX);
        for (int i = 0; i < 5_000; i++) {
            writer.write(new Pair("row " + i, i));
        }
        writer.flush();

        assertThat(out.toString(java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("PK\5\6");
    }
}
