package io.punchgate.command.delivery.gate;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes an attempt once a gate admits it. */
public interface PushJob {

    /** Makes one attempt, blocking. Returns whether another one follows. Never throws. */
    boolean run();

    /**
     * Begins one attempt and waits for nothing, on a thread that works for all. Never throws.
     *
     * @return whether another one follows, once the attempt has ended; null if something must be read or waited for first:
     *     then {@link #run} makes the attempt
     */
    default @Nullable CompletableFuture<Boolean> begin() {
        return null;
    }

    /**
     * The job to run in place of this one, which has its turn at an open callback: it may take some of those that wait with
     * it. Does not block.
     */
    default PushJob with(Queue<PushJob> waiting) {
        return this;
    }

    /** Tells whether it lets the jobs of new punches go first. */
    default boolean standsBack() {
        return false;
    }
}
