package io.punchgate.command.gateway.admission;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Bounds the bytes of large bodies that are in memory at a time, of all devices and of each customer's: one customer's slow
 * devices leave room for the others'.
 */
@Component
public final class LargeBodies {

    /** A sixteenth of the heap: a body is read again as text and as rows. */
    private static final int HEAP_PART = 16;
    /** A quarter of all is one customer's. */
    private static final int CUSTOMER_PART = 4;

    private static final long BYTES_MIN = 32L * 1024 * 1024;

    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final ConcurrentMap<String, Long> ofCustomers = new ConcurrentHashMap<>();

    LargeBodies() {
        this(Math.max(BYTES_MIN, Runtime.getRuntime().maxMemory() / HEAP_PART));
    }

    /** Bodies of so many bytes. */
    public static LargeBodies of(long bytesMax) {
        return new LargeBodies(bytesMax);
    }

    private LargeBodies(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The room of a body. */
    public interface Permit {
        /** Gives it back. */
        void release();
    }

    /** Takes room for a body of a customer's device; empty where there is none. */
    public Optional<Permit> take(String customerId, long bodyBytes) {
        if (bytes.addAndGet(bodyBytes) > bytesMax) {
            bytes.addAndGet(-bodyBytes);
            return Optional.empty();
        }
        if (ofCustomers.merge(customerId, bodyBytes, Long::sum) > bytesMax / CUSTOMER_PART) {
            release(customerId, bodyBytes);
            return Optional.empty();
        }
        return Optional.of(() -> release(customerId, bodyBytes));
    }

    private void release(String customerId, long bodyBytes) {
        bytes.addAndGet(-bodyBytes);
        ofCustomers.computeIfPresent(customerId, (id, taken) -> taken == bodyBytes ? null : taken - bodyBytes);
    }
}
