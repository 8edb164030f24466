package io.punchgate.runtime.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed authentications per remote address, minute by minute. Only failures are counted and limited: a caller
 * with a good secret is served, whatever else comes from its address.
 */
public final class FailedAuthentications {

    private static final int ADDRESSES_MAX = 100_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Period> periods = Caffeine.newBuilder()
            .maximumSize(ADDRESSES_MAX)
            .expireAfterWrite(PERIOD)
            .build();

    public FailedAuthentications(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    private record Period(long endsAtMillis, AtomicInteger failures) {}

    /** Counts a failure; if the address had too many already, tells after how long it may try again. */
    public Optional<Duration> count(String address) {
        long now = clock.millis();
        Period period = periods.asMap()
                .compute(
                        address,
                        (key, current) -> current == null || now >= current.endsAtMillis()
                                ? new Period(now + PERIOD.toMillis(), new AtomicInteger())
                                : current);
        return period.failures().incrementAndGet() <= perMinute
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(period.endsAtMillis() - now));
    }

    /** Tells whether the address had too many failures in this minute. */
    public boolean isLimited(String address) {
        @Nullable Period period = periods.getIfPresent(address);
        return period != null && period.failures().get() > perMinute && clock.millis() < period.endsAtMillis();
    }
}
