package io.punchgate.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Sends punches over a number of connections.
 *
 * @param users the numbers of the users, which no two punches share
 */
public record Load(AtomicLong users) {

    static final long RUN_SECONDS_MAX = TimeUnit.MINUTES.toSeconds(30);

    /** Runs to the end of the pace. */
    public Measured run(Target target, int workers, Pace pace) {
        return run(target, workers, pace, user -> {});
    }

    /**
     * Runs to the end of the pace. A device belongs to one worker as long as there are no more workers than devices, so that
     * its punches are sent one after the other and in the order of their users' numbers.
     *
     * @param answered told the user's number at each success, at once
     */
    public Measured run(Target target, int workers, Pace pace, LongConsumer answered) {
        try {
            return target.run(this, workers, pace, answered);
        } catch (IOException e) {
            throw new IllegalStateException("the load could not be run", e);
        }
    }

    /** The same, with a thread for each connection. */
    Measured runInThreads(ThreadedTarget target, int workers, Pace pace, LongConsumer answered) throws IOException {
        List<Shot> shots = new ArrayList<>(workers);
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(target.threads())) {
            for (int i = 0; i < workers; i++) {
                shots.add(target.open());
            }
            long began = System.nanoTime();
            List<Callable<Tally>> tasks = new ArrayList<>(workers);
            for (int i = 0; i < workers; i++) {
                Worker worker = new Worker(i, workers, target.devices(), shots.get(i), pace, answered);
                tasks.add(() -> worker.work(began, users));
            }
            List<Future<Tally>> done = threads.invokeAll(tasks, RUN_SECONDS_MAX, TimeUnit.SECONDS);
            // Before the threads are awaited: one whose answer never comes ends with its connection.
            shots.forEach(Load::close);
            return sum(done, began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("the load could not be run", e);
        } finally {
            shots.forEach(Load::close);
        }
    }

    /** The device whose punch a worker sends next: a worker has every {@code workers}-th, beginning with its own. */
    static int deviceAfter(int device, int worker, int workers, int devices) {
        return device + workers < devices ? device + workers : worker % devices;
    }

    private static Measured sum(List<Future<Tally>> tallies, long began)
            throws ExecutionException, InterruptedException {
        Latencies all = new Latencies();
        long errors = 0;
        long end = began + 1;
        for (Future<Tally> done : tallies) {
            Tally tally = done.get();
            all.addAll(tally.latencies());
            errors += tally.errors();
            end = Math.max(end, tally.end());
        }
        return new Measured(all.count() * (double) TimeUnit.SECONDS.toNanos(1) / (end - began), all, errors);
    }

    private static void close(Shot shot) {
        try {
            shot.close();
        } catch (IOException e) {
            // It was measured; how it ends does not matter.
        }
    }

    private record Tally(Latencies latencies, long errors, long end) {}

    private record Worker(int index, int workers, int devices, Shot shot, Pace pace, LongConsumer answered) {

        Tally work(long began, AtomicLong users) {
            Latencies latencies = new Latencies();
            long errors = 0;
            long end = began;
            int device = index % devices;
            long due = pace.due(began, index, 0);
            for (long fired = 1; due != Pace.STOP; fired++) {
                Pace.await(due);
                long user = users.getAndIncrement();
                try {
                    boolean success = shot.fire(device, user);
                    end = System.nanoTime();
                    if (success) {
                        answered.accept(user);
                        latencies.add(end - due);
                    } else {
                        errors++;
                    }
                } catch (IOException e) {
                    return new Tally(latencies, errors + 1, end);
                }
                device = deviceAfter(device, index, workers, devices);
                due = pace.due(began, index, fired);
            }
            return new Tally(latencies, errors, end);
        }
    }
}
