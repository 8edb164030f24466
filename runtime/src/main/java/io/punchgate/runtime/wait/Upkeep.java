package io.punchgate.runtime.wait;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a piece of work on a thread of its own, at once and then at intervals. A run that fails is told, and the next one tries again. */
public final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService thread;

    private Upkeep(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /**
     * Begins.
     *
     * @param name of the thread, and in the log
     * @param pause from the end of one run to the next
     */
    public static Upkeep begin(String name, Duration pause, Runnable work) {
        Upkeep upkeep = new Upkeep(name);
        var unused =
                upkeep.thread.scheduleWithFixedDelay(() -> run(name, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return upkeep;
    }

    private static void run(String name, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            // Also an error: what throws is not run again, and nobody is told.
            LOG.warn("{} failed, and is tried again: {}", name, e.toString());
        }
    }

    /** Ends; a run under way is interrupted. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
