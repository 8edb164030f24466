package io.punchgate.runtime.wait;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The one place where a thread polls or rests. A caller polls only where nothing can tell it that the condition has become
 * true: a row that another process writes, a number that many threads count down.
 *
 * <p>An interrupted thread stops waiting at once and stays interrupted.
 */
public final class Polling {

    private Polling() {}

    /**
     * Waits until the condition holds.
     *
     * @param every the pause between two looks
     * @return false where the time was over, or the thread interrupted, before the condition held
     */
    public static boolean until(BooleanSupplier condition, Duration every, Duration max) {
        return until(condition, every, every, max);
    }

    /** As above, with a pause that doubles from {@code first} up to {@code most}. */
    public static boolean until(BooleanSupplier condition, Duration first, Duration most, Duration max) {
        long giveUpAt = System.nanoTime() + max.toNanos();
        long pause = first.toNanos();
        while (!condition.getAsBoolean()) {
            if (giveUpAt - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            restUntil(System.nanoTime() + pause);
            pause = Math.min(2 * pause, most.toNanos());
        }
        return true;
    }

    /** Waits for so long. */
    public static void rest(Duration time) {
        restUntil(System.nanoTime() + time.toNanos());
    }

    /** Waits until {@link System#nanoTime} is that. */
    public static void restUntil(long nanoTime) {
        // A park may end early, without a reason.
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
