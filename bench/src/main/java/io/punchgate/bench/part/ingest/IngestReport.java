package io.punchgate.bench.part.ingest;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of the ingest part: ratios first, as they travel from machine to machine better than figures do. */
final class IngestReport {

    private static final String RAW = "a";
    private static final String CRUD = "c";

    private final List<Candidate> candidates;
    private final List<Column> columns;
    private final Map<String, Samples> closed = new TreeMap<>();
    private final List<Samples> half = new ArrayList<>();

    IngestReport(List<Candidate> candidates, List<Column> columns) {
        this.candidates = candidates;
        this.columns = columns;
        candidates.forEach(candidate -> half.add(new Samples()));
    }

    /** The closed-loop rounds of a candidate. */
    Samples closed(int candidate, Column column) {
        return closed.computeIfAbsent(candidate + " " + column.title(), key -> new Samples());
    }

    /** The rounds of a candidate at half of its maximum rate. */
    Samples half(int candidate) {
        return half.get(candidate);
    }

    /** One way to send. */
    record Column(String title, int connections, boolean hot) {}

    String text() {
        return "## Ingest\n\n"
                + ratios("Ratio to the raw limit (a)", RAW)
                + ratios("Ratio to Spring Boot + JPA (c)", CRUD)
                + table("Punches a second", (index, column) -> {
                    Samples samples = closed(index, column);
                    return samples.text("%,.0f", samples.perSecond());
                })
                + table(
                        "Closed loop: p50 / p99, milliseconds",
                        (index, column) -> closed(index, column).latencies())
                + halfRate()
                + candidates.stream()
                        .map(candidate -> candidate.aftermath().told())
                        .collect(Collectors.joining());
    }

    /** Nothing where that candidate was left out. */
    private String ratios(String title, String to) {
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).letter().equals(to)) {
                int base = i;
                return table(title, (index, column) -> ratio(index, base, column));
            }
        }
        return "";
    }

    private interface Cell {
        String of(int candidate, Column column);
    }

    private String table(String title, Cell cell) {
        List<String> header = new ArrayList<>(List.of("connections"));
        columns.forEach(column -> header.add(column.title()));
        Table table = new Table(title, header);
        for (int i = 0; i < candidates.size(); i++) {
            int index = i;
            table.row(
                    candidates.get(i).name(),
                    columns.stream().map(column -> cell.of(index, column)).toList());
        }
        return table.toString();
    }

    private String ratio(int index, int to, Column column) {
        Samples samples = closed(index, column);
        return samples.text("%.2f", samples.ratioTo(closed(to, column)));
    }

    private String halfRate() {
        Table table = new Table(
                "Open loop at half of the rate over 64 connections: p50 / p99 from the intended time, milliseconds",
                List.of("", "a second", "p50 / p99"));
        for (int i = 0; i < candidates.size(); i++) {
            Samples samples = half(i);
            String rate = String.format(Locale.ROOT, "%,.0f", samples.perSecond());
            table.row(candidates.get(i).name(), List.of(rate, samples.latencies()));
        }
        return table.toString();
    }
}
