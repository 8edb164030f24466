package io.punchgate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
final class Table {

    private final StringBuilder text = new StringBuilder();

    Table(String title, List<String> header) {
        text.append("### ").append(title).append("\n\n");
        row(header);
        row(Collections.nCopies(header.size(), "---"));
    }

    void row(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        row(cells);
    }

    void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
