package io.punchgate.standalone.tool.listen;

import java.time.Duration;
import java.util.List;

/** The delays before what failed is tried again: 1, 2, 5, 10, 20, then always 30 s. */
final class RetryDelays {

    static final List<Duration> USUAL =
            List.of(1, 2, 5, 10, 20, 30).stream().map(Duration::ofSeconds).toList();

    private final List<Duration> delays;
    private int failures;

    RetryDelays(List<Duration> delays) {
        this.delays = List.copyOf(delays);
    }

    /** The delay after one more failure. */
    Duration next() {
        return delays.get(Math.min(failures++, delays.size() - 1));
    }

    /** The next failure is the first. */
    void reset() {
        failures = 0;
    }
}
