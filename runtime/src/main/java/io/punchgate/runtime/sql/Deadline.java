package io.punchgate.runtime.sql;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time until which a thread is to be done with a call. The statements of a {@link DeadlineJdbc} keep it.
 *
 * @param nanoTime as {@link System#nanoTime} tells it; null: there is none
 */
public record Deadline(@Nullable Long nanoTime) {

    private static final ThreadLocal<Deadline> OF_THREAD = ThreadLocal.withInitial(() -> new Deadline(null));

    /** From now on the thread has so much time, until {@link #end}. */
    public static void begin(Duration time) {
        OF_THREAD.set(new Deadline(System.nanoTime() + time.toNanos()));
    }

    /** The thread has any time again. */
    public static void end() {
        OF_THREAD.remove();
    }

    /** The deadline of the current thread. */
    public static Deadline ofThread() {
        return OF_THREAD.get();
    }

    /** The time that is left to the current thread, zero if none; empty where there is no deadline. */
    public static Optional<Duration> left() {
        @Nullable Long end = ofThread().nanoTime;
        return end == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    /** Makes it the deadline of the current thread. Returns the one that the thread had. */
    public Deadline onThread() {
        Deadline before = OF_THREAD.get();
        OF_THREAD.set(this);
        return before;
    }
}
