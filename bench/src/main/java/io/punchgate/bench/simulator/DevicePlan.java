package io.punchgate.bench.simulator;

import io.punchgate.bench.device.Punch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The events at one device, planned beforehand: the same seed gives the same run.
 *
 * @param arrivals milliseconds since the start at which somebody punches, in order
 * @param lostAnswers share of the requests whose answer never arrives
 * @param random for what is decided on the way
 */
record DevicePlan(
        DeviceClock clock,
        List<Long> arrivals,
        int backlog,
        Outages outages,
        double lostAnswers,
        RandomGenerator random) {

    /** Between two punches of the backlog; it ends a day before the start. */
    private static final Duration BACKLOG_STEP = Duration.ofSeconds(7);

    private static final Duration BACKLOG_AGE = Duration.ofDays(1);
    private static final long FIRST_USER = 1_000;

    static DevicePlan of(SimulatorOptions options, int device, Instant start) {
        RandomGenerator random = new SplittableRandom(options.seed() * 1_000_003L + device);
        return new DevicePlan(
                DeviceClock.drifting(options.zone(), start, options.drift(), random),
                MorningPeak.arrivals(options.people(), options.duration(), random),
                options.backlog(),
                Outages.plan(options.outages(), options.duration(), random),
                options.lostAnswers(),
                random);
    }

    /** The punches made while nobody listened, oldest first. */
    List<Punch> oldPunches() {
        List<Punch> punches = new ArrayList<>(backlog);
        for (int i = 0; i < backlog; i++) {
            long age = BACKLOG_AGE.plus(BACKLOG_STEP.multipliedBy(backlog - i)).toMillis();
            punches.add(new Punch(user(i), clock.at(-age)));
        }
        return punches;
    }

    /** The punch of an arrival, by its index. Everyone arrives once, so that no two punches are the same. */
    Punch punch(int arrival) {
        return new Punch(user(arrival), clock.at(arrivals.get(arrival)));
    }

    private static String user(int person) {
        return Long.toString(FIRST_USER + person);
    }

    boolean losesAnswer() {
        return random.nextDouble() < lostAnswers;
    }
}
