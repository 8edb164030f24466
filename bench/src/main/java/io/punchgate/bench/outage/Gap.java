package io.punchgate.bench.outage;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A time without a success.
 *
 * @param from {@code System.nanoTime()} of the last success before it
 * @param until that of the first one after it
 */
record Gap(long from, long until) {

    /** The longest one between two times; what was a success is told by its time. */
    static Gap longest(Stream<Long> successes, long began, long ended) {
        List<Long> times = Stream.concat(successes.filter(time -> time > began && time < ended), Stream.of(ended))
                .sorted()
                .toList();
        Gap longest = new Gap(began, began);
        long last = began;
        for (long time : times) {
            if (time - last > longest.nanos()) {
                longest = new Gap(last, time);
            }
            last = time;
        }
        return longest;
    }

    long nanos() {
        return until - from;
    }

    static String seconds(long nanos) {
        return String.format(
                Locale.ROOT, "%.1f", nanos / (double) Duration.ofSeconds(1).toNanos());
    }
}
