package io.punchgate.command.device;

import io.punchgate.api.presence.ClockStep;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last stored sighting of a device. Sightings close together become one event: a heartbeat a second costs one event
 * a window.
 *
 * @param at the time of the sighting
 * @param transport the way it came, lower case
 * @param gone true if the device went at that time; a later sighting brings it back
 * @param replacing true if the device said that it has come although it was there: an earlier session of it ended then
 */
record Sighting(Instant at, String transport, boolean gone, boolean replacing) {

    /** The end of a replaced session may be told so much later than the beginning of its successor. */
    static final Duration LATE_END_MAX = Duration.ofMillis(250);

    private static final int WINDOWS_UNTIL_OFFLINE = 6;
    private static final int WINDOW_SECONDS_MIN = 1;
    private static final int WINDOW_SECONDS_MAX = 60;

    static Sighting of(Instant at, String transport) {
        return new Sighting(at, transport, false, false);
    }

    /** The age at which a sighting gives way to the next: short against the silence that means offline. */
    static Duration window(int offlineAfterSeconds) {
        return Duration.ofSeconds(
                Math.clamp(offlineAfterSeconds / WINDOWS_UNTIL_OFFLINE, WINDOW_SECONDS_MIN, WINDOW_SECONDS_MAX));
    }

    /** True if a sighting of now is worth an event of its own. */
    boolean isOutdatedBy(Instant now, String seenOver, Duration window) {
        boolean later = now.isAfter(at) && (gone || !seenOver.equals(transport) || !now.isBefore(at.plus(window)));
        return later || ClockStep.isAhead(at, now);
    }

    /** True if a sighting of an earlier moment, which is told now, is worth an event of its own. */
    boolean isOutdatedByLate(Instant seenAt) {
        return seenAt.isAfter(at);
    }

    /** True if the device was there at that time and was not seen since. */
    boolean isEndedBy(Instant goneAt, Instant toldAt, @Nullable Instant heardComing) {
        boolean seenSince = at.isAfter(goneAt) && !ClockStep.isAhead(at, toldAt);
        boolean endOfAnother = replacing && !at.equals(heardComing) && goneAt.isBefore(at.plus(LATE_END_MAX));
        return !gone && !seenSince && !endOfAnother;
    }

    /** True if the device counts as there at that time. */
    boolean isThere(Instant now, int offlineAfterSeconds) {
        return !gone && now.isBefore(at.plusSeconds(offlineAfterSeconds));
    }

    /** The later of the two, for a sighting told late never takes a device back; but the one that a clock ahead stamped goes. */
    Sighting or(Sighting next) {
        return next.at.isAfter(at) || ClockStep.isAhead(at, next.at) ? next : this;
    }
}
