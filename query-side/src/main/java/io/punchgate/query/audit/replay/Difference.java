package io.punchgate.query.audit.replay;

import io.punchgate.api.audit.ReplayView.DifferenceView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row that differs from the one that the events make.
 *
 * @param key the columns that identify it
 * @param live the row that is served; null: there is none
 * @param rebuilt the row as the events make it; null: they make none
 */
record Difference(
        String table,
        JsonNode key,
        @Nullable JsonNode live,
        @Nullable JsonNode rebuilt) {

    Difference {
        live = rowOrNull(live);
        rebuilt = rowOrNull(rebuilt);
    }

    /** A row that is not there may be told by the null of JSON. */
    private static @Nullable JsonNode rowOrNull(@Nullable JsonNode row) {
        return row == null || row.isNull() ? null : row;
    }

    /** The difference as pages show it. */
    DifferenceView apiView() {
        return new DifferenceView(
                table,
                key.toString(),
                live == null ? null : live.toString(),
                rebuilt == null ? null : rebuilt.toString());
    }
}
