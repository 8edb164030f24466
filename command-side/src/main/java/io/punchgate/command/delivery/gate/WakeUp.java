package io.punchgate.command.delivery.gate;

import java.time.Duration;
import java.time.Instant;

/** One timer for the earliest of several times: it runs its task then. */
final class WakeUp {

    private final PushThreads threads;
    private final Runnable task;
    private Instant set = Instant.MAX;

    WakeUp(PushThreads threads, Runnable task) {
        this.threads = threads;
        this.task = task;
    }

    /** Tells whether the time has come. If not, the task runs then, or before. */
    synchronized boolean isDue(Instant time, Instant now) {
        if (!now.isBefore(time)) {
            return true;
        }
        if (time.isBefore(set)) {
            set = time;
            threads.later(Duration.between(now, time).plusMillis(1), () -> fire(time));
        }
        return false;
    }

    private void fire(Instant time) {
        synchronized (this) {
            if (set.equals(time)) {
                set = Instant.MAX;
            }
        }
        task.run();
    }
}
