package io.punchgate.query.presence;

import io.punchgate.api.presence.ClockStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last sighting and the last departure of a device, in the order of the events: their times tell it only while no clock is
 * set back.
 */
record Presence(
        @Nullable Instant lastSeen,
        @Nullable String transport,
        @Nullable Instant offlineSince) {

    static final Presence NONE = new Presence(null, null, null);

    /** A sighting, or a departure, which is over no transport. */
    record Change(Instant at, @Nullable String transport) {}

    Presence after(Change change) {
        return change.transport == null ? gone(change.at) : seen(change.at, change.transport);
    }

    private Presence seen(Instant at, String over) {
        boolean told = lastSeen != null && at.isBefore(lastSeen) && !ClockStep.isAhead(lastSeen, at);
        boolean undone = offlineSince != null && ClockStep.isAhead(offlineSince, at);
        return new Presence(told ? lastSeen : at, told ? transport : over, undone ? null : offlineSince);
    }

    private Presence gone(Instant at) {
        return new Presence(lastSeen != null && lastSeen.isAfter(at) ? at : lastSeen, transport, at);
    }

    boolean isOnline(Instant now, long offlineAfterSeconds) {
        // A sighting of a time to come, further than the silence, was stamped by a clock that is set back since.
        return lastSeen != null
                && now.isBefore(lastSeen.plusSeconds(offlineAfterSeconds))
                && now.isAfter(lastSeen.minusSeconds(offlineAfterSeconds))
                && (offlineSince == null || offlineSince.isBefore(lastSeen));
    }
}
