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

    /** The name under which the deadline is scheduled. */
    static final String DUE = "delivery-due";

    private int turn;
    private @Nullable String scheduled;

    /** Schedules the deadline, in place of the one before. */
    void set(Instant at, DeadlineManager deadlines) {
        cancel(deadlines);
        scheduled = deadlines.schedule(at, DUE, new Due(turn));
    }

    /** Cancels the deadline. If it fires all the same, its turn is over. */
    void cancel(DeadlineManager deadlines) {
        turn++;
        if (scheduled != null) {
            deadlines.cancelSchedule(DUE, scheduled);
            scheduled = null;
        }
    }

    /** Takes a deadline that fired. False if it was cancelled. */
    boolean take(Due due) {
        if (due.turn() != turn) {
            return false;
        }
        scheduled = null;
        return true;
    }
}
