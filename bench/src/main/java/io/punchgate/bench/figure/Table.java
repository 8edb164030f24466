package io.punchgate.bench.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
public final class Table {

    private final StringBuilder text = new StringBuilder();

    public Table(String title, List<String> header) {
        text.append("### ").append(title).append("\n\n");
        row(header);
        row(Collections.nCopies(header.size(), "---"));
    }

    public void row(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        row(cells);
    }

    public void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
