package io.punchgate.command.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unreadable records of a device within an hour. Each is an event up to a bound; of those beyond it, fewer and fewer,
 * which say how many are not: a device that sends nothing else does not fill the log.
 *
 * @param since the time of the first
 * @param events how many of them are events
 * @param leftOut how many were not kept since the last event. Not in the log: it begins anew where the device is loaded, and what
 *     is told of it holds at least
 */
record Rejections(Instant since, int events, int leftOut) {

    /** The largest upload is kept whole, even if none of it can be read: its first thousand rows, and the others many to a record. */
    static final int KEPT_AN_HOUR_MAX = 2_500;

    private static final Duration HOUR = Duration.ofHours(1);
    /** Shifts by more would leave an int. */
    private static final int DOUBLINGS_MAX = 20;

    /** Those of the hour to which a record of that time belongs. */
    static Rejections next(@Nullable Rejections before, Instant at) {
        if (before == null) {
            return new Rejections(at, 0, 0);
        }
        boolean same = Duration.between(before.since, at).abs().compareTo(HOUR) < 0;
        return same ? before : new Rejections(at, 0, before.leftOut);
    }

    /** The reason that the event of one more record tells; empty if there is to be none. */
    Optional<String> reason(String reason) {
        if (events == KEPT_AN_HOUR_MAX - 1) {
            return Optional.of(reason + "; further records of this hour are counted, and not kept");
        }
        if (events < KEPT_AN_HOUR_MAX) {
            return Optional.of(leftOut == 0 ? reason : told(reason));
        }
        int doublings = Math.min(events - KEPT_AN_HOUR_MAX, DOUBLINGS_MAX);
        return leftOut < KEPT_AN_HOUR_MAX << doublings ? Optional.empty() : Optional.of(told(reason));
    }

    private String told(String reason) {
        return reason + "; at least " + leftOut + " records between this one and the one before it were not kept";
    }

    /** After an event. */
    Rejections kept() {
        return new Rejections(since, events + 1, 0);
    }

    /** After a record that is no event. */
    Rejections without() {
        return new Rejections(since, events, leftOut + 1);
    }
}
