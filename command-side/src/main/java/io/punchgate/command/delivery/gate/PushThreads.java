package io.punchgate.command.delivery.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the push: a virtual one an attempt, and a timer; and its clock. */
public final class PushThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushThreads.class);

    private final Clock clock;
    private final ExecutorService attempts = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("push-", 0).factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("push-timer").factory());

    /** Threads that tell the time by that clock. */
    public PushThreads(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** The timer, for short tasks only. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs the task on a thread of its own, unless the push stops before. */
    public void run(Runnable task) {
        try {
            attempts.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the push stops: the next start makes this attempt", e);
        }
    }

    /** Runs the task on a thread of its own after the delay, unless the push stops before. */
    public void later(Duration delay, Runnable task) {
        try {
            var unused = timer.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the push stops: the next start makes this attempt", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        attempts.shutdownNow();
    }
}
