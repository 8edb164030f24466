package io.punchgate.command.device;

import java.time.Duration;
import java.time.Instant;

/**
 * The last stored sighting of a device. Sightings close together become one event: a heartbeat a second costs one event
 * a window.
 *
 * @param at the time of the sighting
 * @param transport the way it came, lower case
 * @param gone true if the device went at that time; a later sighting brings it back
 */
record Sighting(Instant at, String transport, boolean gone) {

    private static final int WINDOWS_UNTIL_OFFLINE = 6;
    private static final int WINDOW_SECONDS_MIN = 1;
    private static final int WINDOW_SECONDS_MAX = 60;

    /** The age at which a sighting gives way to the next: short against the silence that means offline. */
    static Duration window(int offlineAfterSeconds) {
        return Duration.ofSeconds(
                Math.clamp(offlineAfterSeconds / WINDOWS_UNTIL_OFFLINE, WINDOW_SECONDS_MIN, WINDOW_SECONDS_MAX));
    }

    /** True if a later sighting is worth an event of its own. */
    boolean isOutdatedBy(Instant seenAt, String seenOver, Duration window) {
        return seenAt.isAfter(at) && (gone || !seenOver.equals(transport) || !seenAt.isBefore(at.plus(window)));
    }

    /** True if the device was there at that time and was not seen since. */
    boolean isEndedBy(Instant goneAt) {
        return !gone && !at.isAfter(goneAt);
    }

    /** The later of the two: a sighting told late never takes a device back. */
    Sighting orLater(Instant seenAt, String seenOver) {
        return seenAt.isAfter(at) ? new Sighting(seenAt, seenOver, false) : this;
    }
}
