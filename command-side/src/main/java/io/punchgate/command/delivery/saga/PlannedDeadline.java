package io.punchgate.command.delivery.saga;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import org.axonframework.deadline.DeadlineManager;
import org.jspecify.annotations.Nullable;

/** The one deadline that a saga has at a time. Part of the saga's state. */
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
final class PlannedDeadline {

    private int turn;
    private @Nullable String scheduled;

    /** Rings then, and not when it was to ring before. */
    void set(Instant at, DeadlineManager deadlines) {
        cancel(deadlines);
        scheduled = deadlines.schedule(at, DeliverySaga.DUE, new Due(turn));
    }

    /** A deadline that fires although it was cancelled carries an old turn. */
    void cancel(DeadlineManager deadlines) {
        turn++;
        if (scheduled != null) {
            deadlines.cancelSchedule(DeliverySaga.DUE, scheduled);
            scheduled = null;
        }
    }

    /** Whether it is this alarm that rings. */
    boolean rings(Due due) {
        if (due.turn() != turn) {
            return false;
        }
        scheduled = null;
        return true;
    }
}
