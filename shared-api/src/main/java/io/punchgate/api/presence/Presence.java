package io.punchgate.api.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Presence of a device by what was told of it, in the order of the events: their times tell it only while no clock is set back.
 *
 * @param lastSeen the time of the last sighting; null: none
 * @param transport the label of the transport of that sighting; null: none
 * @param offlineSince the time of the last departure; null: none
 */
public record Presence(
        @Nullable Instant lastSeen,
        @Nullable String transport,
        @Nullable Instant offlineSince) {

    /** The presence of a device of which nothing was told. */
    public static final Presence NONE = new Presence(null, null, null);

    /** A sighting, or (over no transport) a departure. */
    public record Change(Instant at, @Nullable String transport) {}

    /** The presence after a change. */
    public Presence after(Change change) {
        return change.transport == null ? gone(change.at) : seen(change.at, change.transport);
    }

    /** The presence after a sighting. */
    public Presence seen(Instant at, String over) {
        boolean told = lastSeen != null && at.isBefore(lastSeen) && !ClockStep.isAhead(lastSeen, at);
        boolean undone = offlineSince != null && ClockStep.isAhead(offlineSince, at);
        return new Presence(told ? lastSeen : at, told ? transport : over, undone ? null : offlineSince);
    }

    /** The presence after a departure. */
    public Presence gone(Instant at) {
        return new Presence(lastSeen != null && lastSeen.isAfter(at) ? at : lastSeen, transport, at);
    }

    /** Tells whether the device is there at a time, if it counts as gone after such a silence. */
    public boolean isOnline(Instant now, long offlineAfterSeconds) {
        // A sighting of a time to come, further than the silence, was stamped by a clock that is set back since.
        return lastSeen != null
                && now.isBefore(lastSeen.plusSeconds(offlineAfterSeconds))
                && now.isAfter(lastSeen.minusSeconds(offlineAfterSeconds))
                && (offlineSince == null || offlineSince.isBefore(lastSeen));
    }
}
