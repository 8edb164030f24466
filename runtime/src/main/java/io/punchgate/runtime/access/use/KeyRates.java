package io.punchgate.runtime.access.use;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds how often each API key calls, within one process: so many times a second on average, and after a pause so many times more at
 * once as it would have had in ten seconds.
 *
 * <p>A bucket is held as the one time at which it is full again (the generic cell rate algorithm). A call that is refused takes nothing
 * from it.
 */
public final class KeyRates {

    /** The time in which an empty bucket fills. */
    public static final Duration FILLS_IN = Duration.ofSeconds(10);

    private static final int KEYS_MAX = 100_000;

    private final long nanosPerCall;
    private final LongSupplier nanoTime;
    private final Cache<String, AtomicLong> fullAt;

    /**
     * Nobody has called yet.
     *
     * @param perSecondMax calls of each key a second, on average
     * @param nanoTime as {@link System#nanoTime}
     */
    public KeyRates(int perSecondMax, LongSupplier nanoTime) {
        if (perSecondMax < 1) {
            throw new IllegalArgumentException("a key must be allowed one call a second at least");
        }
        this.nanosPerCall = TimeUnit.SECONDS.toNanos(1) / perSecondMax;
        this.nanoTime = nanoTime;
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(KEYS_MAX)
                .expireAfterAccess(FILLS_IN)
                .build();
    }

    /** Counts a call of that key; if it is one too many, tells after how long the next one is not. */
    public Optional<Duration> count(String key) {
        long now = nanoTime.getAsLong();
        AtomicLong full = fullAt.get(key, first -> new AtomicLong(now));
        while (true) {
            long before = full.get();
            long after = Math.max(0, before - now) + nanosPerCall;
            if (after > FILLS_IN.toNanos()) {
                return Optional.of(Duration.ofNanos(after - FILLS_IN.toNanos()));
            }
            if (full.compareAndSet(before, now + after)) {
                return Optional.empty();
            }
        }
    }
}
