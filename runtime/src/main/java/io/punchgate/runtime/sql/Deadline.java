package io.punchgate.runtime.sql;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time until which the current thread is to be done with a call. The statements of a {@link DeadlineJdbc} keep it. */
public final class Deadline {

    private static final ThreadLocal<@Nullable Long> NANO_TIME = new ThreadLocal<>();

    private Deadline() {}

    /** From now on the thread has so much time, until {@link #end}. */
    public static void begin(Duration time) {
        NANO_TIME.set(System.nanoTime() + time.toNanos());
    }

    /** The thread has any time again. */
    public static void end() {
        NANO_TIME.remove();
    }

    /** The time that is left, zero if none; empty where there is no deadline. */
    public static Optional<Duration> left() {
        @Nullable Long end = NANO_TIME.get();
        return end == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
}
