package io.punchgate.bench.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The times at which a device has no network. At the end it always has, so that its log can be emptied. */
record Outages(List<Outage> all) {

    /** Up to here there may be outages, as a share of the run. */
    private static final double LAST_END = 0.9;
    /** Share of its part of the run that an outage takes. */
    private static final double LONGEST = 0.6;

    private static final double SHORTEST = 0.2;

    /** Milliseconds since the start; the end is not part of it. */
    record Outage(long from, long until) {}

    /** So many outages, one in each equal part of the run. */
    static Outages plan(int count, Duration run, RandomGenerator random) {
        List<Outage> planned = new ArrayList<>(count);
        long part = count == 0 ? 0 : (long) (run.toMillis() * LAST_END) / count;
        for (int i = 0; i < count; i++) {
            long length = (long) (part * random.nextDouble(SHORTEST, LONGEST));
            long from = i * part + random.nextLong(part - length + 1);
            planned.add(new Outage(from, from + length));
        }
        return new Outages(List.copyOf(planned));
    }

    boolean isOffline(long millis) {
        return all.stream().anyMatch(outage -> outage.from() <= millis && millis < outage.until());
    }

    /** The next beginning or end of an outage after that; {@link Long#MAX_VALUE} if there is none. */
    long nextChange(long millis) {
        return all.stream()
                .flatMap(outage -> List.of(outage.from(), outage.until()).stream())
                .filter(change -> change > millis)
                .min(Long::compare)
                .orElse(Long.MAX_VALUE);
    }
}
