package io.punchgate.runtime.web.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts the requests whose headers have begun and not ended, in all and of each address: each keeps buffers of its connection.
 * Headers of a device come at once, so that they are not among these. It is not told of connections that end, and counts anew
 * where there seem to be too many.
 */
final class UnfinishedHeaders {

    private static final long RECOUNT_NANOS_MIN = Duration.ofMillis(200).toNanos();

    private final Supplier<Stream<String>> open;
    private final Map<String, Integer> counts = new HashMap<>();
    private int total;
    private long recountedNanos = System.nanoTime() - RECOUNT_NANOS_MIN;
    private int max;
    private int addressMax;

    /**
     * A count of none.
     *
     * @param open the addresses of the open connections that have such headers, as often as each has one
     */
    UnfinishedHeaders(ConnectionLimits limits, Supplier<Stream<String>> open) {
        this.open = open;
        limit(limits);
    }

    synchronized void limit(ConnectionLimits limits) {
        max = limits.unfinishedHeadersMax();
        addressMax = limits.unfinishedHeadersPerAddressMax();
    }

    /** Counts one more, unless there are too many or its address has its share of them. */
    synchronized boolean admits(String address) {
        if (isFull(address) && System.nanoTime() - recountedNanos >= RECOUNT_NANOS_MIN) {
            recount();
        }
        if (isFull(address)) {
            return false;
        }
        counts.merge(address, 1, Integer::sum);
        total++;
        return true;
    }

    private boolean isFull(String address) {
        return total >= max || counts.getOrDefault(address, 0) >= addressMax;
    }

    private void recount() {
        counts.clear();
        open.get().forEach(each -> counts.merge(each, 1, Integer::sum));
        total = counts.values().stream().mapToInt(Integer::intValue).sum();
        recountedNanos = System.nanoTime();
    }
}
