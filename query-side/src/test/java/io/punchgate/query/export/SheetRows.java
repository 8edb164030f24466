package io.punchgate.query.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The sheets of a workbook as any reader of the format sees them. */
final class SheetRows {

    private SheetRows() {}

    /** For each sheet its rows, each with the text of its cells by column. */
    static List<List<Map<String, String>>> of(byte[] workbook) throws IOException {
        Map<String, List<Map<String, String>>> sheets = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("xl/worksheets/sheet")) {
                    sheets.put(entry.getName(), rows(zip.readAllBytes()));
                }
            }
        }
        return List.copyOf(sheets.values());
    }

    private static List<Map<String, String>> rows(byte[] sheet) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        NodeList all = parsed(sheet).getElementsByTagName("row");
        for (int i = 0; i < all.getLength(); i++) {
            Map<String, String> cells = new TreeMap<>();
            NodeList found = ((Element) all.item(i)).getElementsByTagName("c");
            for (int n = 0; n < found.getLength(); n++) {
                Element cell = (Element) found.item(n);
                cells.put(cell.getAttribute("r").replaceAll("\\d", ""), cell.getTextContent());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static Document parsed(byte[] sheet) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(sheet));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
