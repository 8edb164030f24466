package io.punchgate.command.delivery.gate;

import java.time.Duration;
import java.time.Instant;

/** One timer for whatever comes first: a task that is run at the earliest of the times asked for. */
final class WakeUp {

    private final PushThreads threads;
    private final Runnable task;
    private Instant set = Instant.MAX;

    WakeUp(PushThreads threads, Runnable task) {
        this.threads = threads;
        this.task = task;
    }

    /** Whether it is that time; if not, the task is run then, or before. */
    synchronized boolean isDue(Instant time, Instant now) {
        if (!now.isBefore(time)) {
            return true;
        }
        if (time.isBefore(set)) {
            set = time;
            threads.later(Duration.between(now, time).plusMillis(1), () -> ring(time));
        }
        return false;
    }

    private void ring(Instant time) {
        synchronized (this) {
            if (set.equals(time)) {
                set = Instant.MAX;
            }
        }
        task.run();
    }
}
