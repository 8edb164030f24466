package io.punchgate.runtime.health;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that many ask for, read at most once a second by one of them at a time: the others get the last one meanwhile, however
 * long the reading takes.
 */
public final class Sampled<T> {

    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<T> reading;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Sample<T> sample;

    /** A value that this reads. */
    public Sampled(Supplier<T> reading) {
        this.reading = reading;
    }

    private record Sample<T>(T value, long nanos) {}

    /** The value, at most a second old unless somebody is reading it. Fails as the reading does. */
    public T get() {
        @Nullable Sample<T> known = sample;
        if (known != null && System.nanoTime() - known.nanos() < KEPT_NANOS) {
            return known.value();
        }
        return known != null && lock.isLocked() ? known.value() : renewed(known);
    }

    private T renewed(@Nullable Sample<T> old) {
        lock.lock();
        try {
            @Nullable Sample<T> known = sample;
            if (known != null && !known.equals(old)) {
                return known.value();
            }
            T value = reading.get();
            sample = new Sample<>(value, System.nanoTime());
            return value;
        } finally {
            lock.unlock();
        }
    }
}
