package io.punchgate.bench.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * A device's clock: wrong from the start, and going too fast or too slow.
 *
 * @param offsetMillis how far it is ahead at the start
 * @param partsPerMillion how much it gains
 */
record DeviceClock(ZoneId zone, Instant start, long offsetMillis, double partsPerMillion) {

    /** The drift of a cheap quartz. */
    private static final double PARTS_PER_MILLION_MAX = 50;

    static DeviceClock drifting(ZoneId zone, Instant start, Duration offsetMax, RandomGenerator random) {
        long max = offsetMax.toMillis();
        return new DeviceClock(
                zone,
                start,
                random.nextLong(-max, max + 1),
                random.nextDouble(-PARTS_PER_MILLION_MAX, PARTS_PER_MILLION_MAX));
    }

    /** The time that it shows when that many milliseconds have passed since the start, or before it if negative. */
    LocalDateTime at(long millis) {
        long gained = (long) (millis * partsPerMillion / 1_000_000);
        return LocalDateTime.ofInstant(start.plusMillis(millis + offsetMillis + gained), zone)
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
