package io.punchgate.command.device;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time of a punch in the device's zone.
 *
 * <p>In a gap of daylight saving the local time moves forward by the gap; in an overlap it is the earlier of the two.
 *
 * @param instant to the millisecond
 * @param wallTime the device's wall clock at that instant
 * @param offset the wall clock's offset at that instant
 * @param secondPass true if the wall clock shows this time for the second time, having been set back
 * @param offsetSent true if the time came with an offset, so that the instant does not depend on the zone
 */
record PunchClock(Instant instant, LocalDateTime wallTime, ZoneOffset offset, boolean secondPass, boolean offsetSent) {

    /** A punch further ahead of our clock is suspect. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(10);
    /** A punch further behind our clock is suspect; devices keep logs for weeks. */
    static final Duration BACK_MAX = Duration.ofDays(40);

    /** Reads a time as sent, with the offset sent with it or else in the device's zone. */
    static PunchClock read(LocalDateTime sent, @Nullable ZoneOffset offset, ZoneId zone) {
        LocalDateTime time = sent.truncatedTo(ChronoUnit.MILLIS);
        ZonedDateTime there =
                offset == null ? time.atZone(zone) : time.atOffset(offset).atZoneSameInstant(zone);
        boolean secondPass = !there.withEarlierOffsetAtOverlap().getOffset().equals(there.getOffset());
        return new PunchClock(
                there.toInstant(), there.toLocalDateTime(), there.getOffset(), secondPass, offset != null);
    }

    /** True if the time is too far from its arrival to be believed. */
    boolean isSuspectAt(Instant receivedAt) {
        return instant.isAfter(receivedAt.plus(AHEAD_MAX)) || instant.isBefore(receivedAt.minus(BACK_MAX));
    }
}
