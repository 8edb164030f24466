package io.punchgate.command.gateway;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Ids of punches: UUIDs of version 7 (RFC 9562), so that later ids sort later. Within a process no two share the first
 * 60 bits of time and counter; the rest is random, so that processes do not collide.
 */
@Component
final class PunchIds {

    private static final int COUNTER_BITS = 12;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final AtomicLong lastTick = new AtomicLong();

    PunchIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = lastTick.updateAndGet(last -> Math.max(last + 1, now));
        long millis = tick >>> COUNTER_BITS;
        long counter = tick & ((1L << COUNTER_BITS) - 1);
        long high = (millis << 16) | VERSION_7 | counter;
        long low = VARIANT | (ThreadLocalRandom.current().nextLong() & RANDOM_MASK);
        return new UUID(high, low).toString();
    }
}
