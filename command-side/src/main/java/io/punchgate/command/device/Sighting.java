package io.punchgate.command.device;

import java.time.Duration;
import java.time.Instant;

/**
 * When a device was last known to be there. Sightings close together are told as one event, so that a heartbeat a second
 * costs one event a window.
 *
 * @param at of the last stored sighting
 * @param transport the way it came, lower case
 * @param gone whether the device was seen going: it is not there until it is seen later than that
 */
record Sighting(Instant at, String transport, boolean gone) {

    private static final int WINDOWS_UNTIL_OFFLINE = 6;
    private static final int WINDOW_SECONDS_MIN = 1;
    private static final int WINDOW_SECONDS_MAX = 60;

    /** How old a stored sighting grows before the next is stored: short against the silence that means offline. */
    static Duration window(int offlineAfterSeconds) {
        return Duration.ofSeconds(
                Math.clamp(offlineAfterSeconds / WINDOWS_UNTIL_OFFLINE, WINDOW_SECONDS_MIN, WINDOW_SECONDS_MAX));
    }

    /** Whether a later sighting is worth an event of its own. */
    boolean isOutdatedBy(Instant seenAt, String seenOver, Duration window) {
        return seenAt.isAfter(at) && (gone || !seenOver.equals(transport) || !seenAt.isBefore(at.plus(window)));
    }

    /** Whether a device that left at that moment is gone: it was there, and was not seen since. */
    boolean isEndedBy(Instant goneAt) {
        return !gone && !at.isAfter(goneAt);
    }

    /** The later of the two: a sighting told late never takes a device back. */
    Sighting orLater(Instant seenAt, String seenOver) {
        return seenAt.isAfter(at) ? new Sighting(seenAt, seenOver, false) : this;
    }
}
