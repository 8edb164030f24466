package io.punchgate.query.audit.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.audit.ReplayView;
import io.punchgate.api.audit.ReplayView.DifferenceView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A replay as the database remembers it.
 *
 * @param switching true if the rebuilt tables are to take the place of those that are served
 * @param stage the part of the work that was under way last
 * @param processed events looked at
 * @param total events that are to be looked at, as far as is known
 * @param elapsed the time for which processes worked at it
 * @param reason the reason for a failure, in a sentence for people
 */
record Replay(
        String id,
        ReplayScope scope,
        boolean switching,
        Status status,
        Stage stage,
        long processed,
        long total,
        Duration elapsed,
        @Nullable String reason,
        List<Difference> differences) {

    /** The states of a replay; one that waits for its turn runs already, as clients see it. */
    enum Status {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The parts of the work, in their order. */
    enum Stage {
        WAITING,
        REBUILDING,
        /** The rebuilt tables are written to the log of the database, and get their indexes. */
        COMPLETING,
        COMPARING,
        SWITCHING;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Replay {
        differences = List.copyOf(differences);
    }

    private long perSecond() {
        return elapsed.isZero() ? 0 : processed * Duration.ofSeconds(1).toMillis() / Math.max(1, elapsed.toMillis());
    }

    View view() {
        return new View(
                id, switching, status.label(), stage.label(), processed, total, perSecond(), reason, differences);
    }

    /** The replay as pages show it. */
    ReplayView apiView() {
        List<DifferenceView> rows =
                differences.stream().map(Difference::apiView).toList();
        return new ReplayView(
                id, scope.sn(), switching, status.label(), stage.label(), processed, total, perSecond(), reason, rows);
    }

    /** A replay as clients read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record View(
            String id,
            @JsonProperty("switch") boolean switching,
            String status,
            String stage,
            long processed,
            long total,
            long eventsPerSecond,
            @Nullable String reason,
            List<Difference> differences) {}
}
