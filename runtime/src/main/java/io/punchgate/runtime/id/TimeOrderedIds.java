package io.punchgate.runtime.id;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that sort by the time when they were made: UUIDs of version 7 (RFC 9562). Their first 48 bits are milliseconds since
 * 1970, the next 12 a counter: within a process no two share these 60 bits, and a later id is greater even after the clock
 * was set back. The rest is random, so that ids of two processes differ. By hand, since java-uuid-generator takes the time
 * as it comes: after a step back its ids begin anew below the earlier ones.
 */
public final class TimeOrderedIds {

    private static final int VERSION = 7;
    private static final long VERSION_7 = 0x7000L;
    private static final int BITS_AFTER_TIME = 16;
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final AtomicLong lastTick = new AtomicLong();

    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    /** A new id, greater than all before it. */
    public String next() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = lastTick.updateAndGet(last -> Math.max(last + 1, now));
        long high = ((tick >>> COUNTER_BITS) << BITS_AFTER_TIME) | VERSION_7 | (tick & COUNTER_MASK);
        long low = VARIANT | (ThreadLocalRandom.current().nextLong() & RANDOM_MASK);
        return new UUID(high, low).toString();
    }

    /** The time at which an id was made; empty where the text is not such an id. */
    public static Optional<Instant> timeOf(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == VERSION && uuid.toString().equals(id)
                    ? Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> BITS_AFTER_TIME))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
