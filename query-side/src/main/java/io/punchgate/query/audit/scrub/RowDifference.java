package io.punchgate.query.audit.scrub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row that is not as the events make it.
 *
 * @param made the row as the events make it; null: they make none
 * @param served the row that is served; null: there is none
 */
record RowDifference(
        String table, @Nullable JsonNode made, @Nullable JsonNode served) {

    /** The row by whose columns it is named: as it should be, if it should be there. */
    JsonNode row() {
        return made != null ? made : Objects.requireNonNull(served);
    }

    /** A column's text; null: it has none. */
    @Nullable
    String text(String column) {
        JsonNode value = row().path(column);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    /** The position in the log of the event that made the row, or began it; null: it has none. */
    @Nullable
    Long position() {
        JsonNode value = row().path("position");
        return value.isIntegralNumber() ? value.longValue() : null;
    }
}
