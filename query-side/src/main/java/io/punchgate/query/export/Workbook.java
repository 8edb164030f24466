package io.punchgate.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.web.util.HtmlUtils;

/**
 * An Office Open XML workbook (ECMA-376) of sheets without formats, each of which is written to its end before the next begins.
 * It is an archive like any other, and streams: nothing is kept of a row that is written.
 */
final class Workbook {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String SCHEMAS = "http://schemas.openxmlformats.org/";
    private static final String MAIN = SCHEMAS + "spreadsheetml/2006/main";
    private static final String RELATIONS = SCHEMAS + "officeDocument/2006/relationships";
    private static final String PACKAGE = SCHEMAS + "package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final ZipOutputStream zip;
    private final List<String> sheets = new ArrayList<>();
    private long bytesOfSheet;

    Workbook(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Ends the sheet before, if there is one, and begins another. */
    void beginSheet(String name) throws IOException {
        endSheet();
        sheets.add(name);
        begin("xl/worksheets/sheet" + sheets.size() + ".xml");
        write(XML + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    }

    /** Writes a row of the sheet, which its XML describes. */
    void write(StringBuilder row) throws IOException {
        write(row.toString());
    }

    /** The bytes of the sheet so far, not compressed. */
    long bytesOfSheet() {
        return bytesOfSheet;
    }

    /** Passes on what is written. */
    void flush() throws IOException {
        zip.flush();
    }

    /** Ends the sheet and the workbook; before, no program opens it. */
    void finish() throws IOException {
        endSheet();
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        for (int n = 1; n <= sheets.size(); n++) {
            String id = "rId" + n;
            list.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"%s\"/>"
                    .formatted(HtmlUtils.htmlEscape(sheets.get(n - 1), "UTF-8"), n, id));
            relations.append(relation(id, "worksheet", "worksheets/sheet" + n + ".xml"));
        }
        entry(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>" + list
                        + "</sheets></workbook>");
        entry("xl/_rels/workbook.xml.rels", relationships(relations.toString()));
        entry("_rels/.rels", relationships(relation("rId1", "officeDocument", "xl/workbook.xml")));
        entry("[Content_Types].xml", types());
        zip.finish();
    }

    private static String types() {
        return "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"" + TYPE + "worksheet+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/></Types>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    private static String relationships(String relations) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + relations + "</Relationships>";
    }

    private void endSheet() throws IOException {
        if (!sheets.isEmpty()) {
            write("</sheetData></worksheet>");
            zip.closeEntry();
        }
    }

    private void entry(String name, String content) throws IOException {
        begin(name);
        write(XML + content);
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        bytesOfSheet = 0;
    }

    private void write(String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        zip.write(bytes);
        bytesOfSheet += bytes.length;
    }
}
