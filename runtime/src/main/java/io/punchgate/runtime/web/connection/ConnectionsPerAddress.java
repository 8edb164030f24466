package io.punchgate.runtime.web.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts the connections of each address. Nobody tells it that a connection has ended, so it counts those that are open anew
 * where an address seems to have too many, but not for each one that it refuses.
 *
 * <p>Used by one thread.
 */
final class ConnectionsPerAddress {

    private static final long RECOUNT_NANOS_MIN = Duration.ofMillis(200).toNanos();
    /** Connections that may come until ended ones are forgotten, so that addresses do not gather. */
    private static final int SINCE_RECOUNT_MAX = 20_000;

    private final Supplier<Stream<String>> open;
    private final Map<String, Integer> counts = new HashMap<>();
    private int addressMax;
    private int sinceRecount;
    private long recountedNanos = System.nanoTime() - RECOUNT_NANOS_MIN;

    /**
     * A count of none.
     *
     * @param open the addresses of all open connections, as often as each has one
     */
    ConnectionsPerAddress(int addressMax, Supplier<Stream<String>> open) {
        this.addressMax = addressMax;
        this.open = open;
    }

    void limit(int connections) {
        addressMax = connections;
    }

    /** Counts a new connection, unless its address has too many. */
    boolean admits(String address) {
        if ((isFull(address) && System.nanoTime() - recountedNanos >= RECOUNT_NANOS_MIN)
                || ++sinceRecount > SINCE_RECOUNT_MAX) {
            recount();
        }
        if (isFull(address)) {
            return false;
        }
        counts.merge(address, 1, Integer::sum);
        return true;
    }

    private boolean isFull(String address) {
        return counts.getOrDefault(address, 0) >= addressMax;
    }

    private void recount() {
        counts.clear();
        open.get().forEach(each -> counts.merge(each, 1, Integer::sum));
        sinceRecount = 0;
        recountedNanos = System.nanoTime();
    }
}
