package io.punchgate.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The pace at which a worker sends. */
@FunctionalInterface
public interface Pace {

    /** Instead of a time: send no more. */
    long STOP = Long.MIN_VALUE;

    /**
     * The time at which a shot is due. Asked once for each shot, after the one before was answered.
     *
     * @param began {@code System.nanoTime()} at which the load began
     * @param worker index of the worker, from 0
     * @param shot how many shots the worker has fired
     * @return the {@code System.nanoTime()} from which its latency counts, and before which it is not fired; or {@link #STOP}
     */
    long due(long began, int worker, long shot);

    /** Waits until a shot is due. */
    static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Closed loop: each worker sends as soon as it has its answer. */
    static Pace closed(Duration time) {
        return (began, worker, shot) -> {
            long now = System.nanoTime();
            return now - began < time.toNanos() ? now : STOP;
        };
    }

    /** Closed loop, until so many were sent in all. */
    static Pace count(long shots) {
        AtomicLong left = new AtomicLong(shots);
        return (began, worker, shot) -> left.getAndDecrement() > 0 ? System.nanoTime() : STOP;
    }

    /**
     * Open loop: a constant rate, whatever the answers do. A worker that is late sends at once, and the latency counts from
     * the time at which it should have sent, so that a stall is not hidden.
     */
    static Pace open(double perSecond, int workers, Duration time) {
        double nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
        return (began, worker, shot) -> {
            long offset = (long) ((shot * workers + worker) * nanosBetween);
            return offset < time.toNanos() ? began + offset : STOP;
        };
    }
}
