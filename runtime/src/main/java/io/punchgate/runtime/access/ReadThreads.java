package io.punchgate.runtime.access;

import io.punchgate.runtime.sql.Deadline;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the operating system, on which reads work. A virtual thread gives its processor up only where it waits: two
 * answers of a thousand rows on two processors would keep every report of a device waiting until they are written.
 */
public final class ReadThreads implements AutoCloseable {

    /** Beyond it a read works on the thread of its request. */
    private static final int THREADS_MAX = 64;

    private static final int IDLE_SECONDS_MAX = 10;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            THREADS_MAX,
            IDLE_SECONDS_MAX,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("read-", 0).daemon().factory(),
            (work, pool) -> work.run());

    /** The work of a request. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, ServletException;
    }

    /** Does the work on another thread, with the caller's deadline, and returns once it is done. */
    public void run(Work work) throws IOException, ServletException {
        Deadline deadline = Deadline.ofThread();
        FutureTask<Void> task = new FutureTask<>(() -> {
            Deadline own = deadline.onThread();
            try {
                work.run();
            } finally {
                own.onThread();
            }
            return null;
        });
        threads.execute(task);
        await(task);
    }

    /** Also where the caller is interrupted: the request is not its own before the work is done. */
    private static void await(FutureTask<Void> task) throws IOException, ServletException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            rethrow(e.getCause() == null ? e : e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(Throwable thrown) throws IOException, ServletException {
        switch (thrown) {
            case IOException e -> throw e;
            case ServletException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a read failed", thrown);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
