package io.punchgate.runtime.web.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts the requests whose headers have begun and not ended: each keeps buffers of its connection. Headers of a device come
 * at once, so that they are not among these. It is not told of connections that end, and counts anew where there seem to be
 * too many.
 */
final class UnfinishedHeaders {

    private static final long RECOUNT_NANOS_MIN = Duration.ofMillis(200).toNanos();

    private final LongSupplier open;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong recountedNanos = new AtomicLong(System.nanoTime() - RECOUNT_NANOS_MIN);
    private volatile long max;

    /**
     * A count of none.
     *
     * @param open counts those of all open connections
     */
    UnfinishedHeaders(long max, LongSupplier open) {
        this.max = max;
        this.open = open;
    }

    void limit(long headers) {
        max = headers;
    }

    /** Counts one more, unless there are too many. */
    boolean admits() {
        if (count.get() >= max) {
            recount();
        }
        if (count.incrementAndGet() <= max) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    private void recount() {
        long before = recountedNanos.get();
        long now = System.nanoTime();
        if (now - before >= RECOUNT_NANOS_MIN && recountedNanos.compareAndSet(before, now)) {
            count.set(open.getAsLong());
        }
    }
}
