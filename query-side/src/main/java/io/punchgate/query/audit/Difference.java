package io.punchgate.query.audit;

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
        @Nullable JsonNode rebuilt) {}
