package io.punchgate.command.delivery.gate;

import java.util.Queue;

/** Makes an attempt once a gate admits it. */
public interface PushJob {

    /** Makes one attempt, blocking. Returns whether another one follows. Never throws. */
    boolean run();

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
