package io.punchgate.api.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay: the read models rebuilt from the events, and compared.
 *
 * @param sn the only device; null: all
 * @param switching true if the rebuilt tables are to take the place of those that are served
 * @param status {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param stage the part of the work that was under way last: {@code waiting}, {@code rebuilding}, {@code completing},
 *     {@code comparing} or {@code switching}
 * @param reason why it failed
 * @param differences the rows that differ
 */
public record ReplayView(
        String id,
        @Nullable String sn,
        boolean switching,
        String status,
        String stage,
        long processed,
        long total,
        long eventsPerSecond,
        @Nullable String reason,
        List<DifferenceView> differences) {

    public ReplayView {
        differences = List.copyOf(differences);
    }

    /**
     * A row that differs from the one that the events make, as JSON texts.
     *
     * @param key the columns that identify it
     * @param live the row that is served; null: there is none
     * @param rebuilt the row as the events make it; null: they make none
     */
    public record DifferenceView(
            String table,
            String key,
            @Nullable String live,
            @Nullable String rebuilt) {}
}
