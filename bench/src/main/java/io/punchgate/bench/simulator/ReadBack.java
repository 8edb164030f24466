package io.punchgate.bench.simulator;

import io.punchgate.bench.simulator.Tally.PunchKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the list of punches as an integrator does and compares it with what the devices were told.
 *
 * @param missing acknowledged, but not in the list
 * @param repeated more than once in the list
 * @param unanswered in the list, though the device was never told so: no fault, it would send them again
 */
record ReadBack(long missing, long repeated, long unanswered) {

    private static final Duration POLL = Duration.ofMillis(200);
    /** The server's clock may be another one. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofHours(1);

    boolean isAsPromised() {
        return missing == 0 && repeated == 0;
    }

    /** Makes itself a key for each customer, reads, and takes the keys back. */
    static ReadBack of(SimulatorOptions options, Api operators, Set<String> customers, Tally tally, Instant start)
            throws IOException {
        String since = "recorded_from=" + start.minus(CLOCKS_APART_MAX);
        List<PunchList> lists = new ArrayList<>();
        try {
            for (String customer : customers) {
                lists.add(PunchList.open(options.readUrl(), operators, customer, since));
            }
            return compare(tally.punches(), read(lists, tally.punches(), options.catchUp()));
        } finally {
            for (PunchList list : lists) {
                list.close();
            }
        }
    }

    /** The number of times that each punch of the run is in the lists. */
    private static Map<PunchKey, Integer> read(List<PunchList> lists, Map<PunchKey, Boolean> punches, Duration catchUp)
            throws IOException {
        Map<PunchKey, Integer> times = new HashMap<>();
        Set<PunchKey> awaited = new HashSet<>();
        punches.forEach((punch, acknowledged) -> {
            if (acknowledged) {
                awaited.add(punch);
            }
        });
        long began = System.nanoTime();
        while (true) {
            for (PunchList list : lists) {
                list.readToItsEnd(punch -> {
                    awaited.remove(punch);
                    if (punches.containsKey(punch)) {
                        times.merge(punch, 1, Integer::sum);
                    }
                });
            }
            if (awaited.isEmpty() || System.nanoTime() - began > catchUp.toNanos()) {
                return times;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    static ReadBack compare(Map<PunchKey, Boolean> punches, Map<PunchKey, Integer> times) {
        long missing = 0;
        long repeated = 0;
        long unanswered = 0;
        for (Map.Entry<PunchKey, Boolean> punch : punches.entrySet()) {
            int stored = times.getOrDefault(punch.getKey(), 0);
            missing += punch.getValue() && stored == 0 ? 1 : 0;
            repeated += stored > 1 ? 1 : 0;
            unanswered += !punch.getValue() && stored > 0 ? 1 : 0;
        }
        return new ReadBack(missing, repeated, unanswered);
    }
}
