package io.punchgate.bench.simulator;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The times at which people come to work: most around one time, the rest all over the window. As a whole morning is pressed into the run,
 * the peak is as steep as the run is short.
 */
final class MorningPeak {

    /** Share of those who come around the peak. */
    private static final double PUNCTUAL = 0.8;
    /** The place and width of the peak, as shares of the window. */
    private static final double PEAK = 0.55;

    private static final double WIDTH = 0.12;

    private MorningPeak() {}

    /** Milliseconds from the start at which so many people arrive, in order, each less than the window. */
    static List<Long> arrivals(int people, Duration window, RandomGenerator random) {
        return random.doubles()
                .map(share -> random.nextDouble() < PUNCTUAL ? random.nextGaussian(PEAK, WIDTH) : share)
                .filter(share -> share >= 0 && share < 1)
                .limit(people)
                .mapToLong(share -> (long) (share * window.toMillis()))
                .sorted()
                .boxed()
                .toList();
    }
}
