package io.punchgate.command.delivery.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that wait at a gate: those of new punches, and behind all of these the ones that stand back. Not safe for threads.
 */
final class WaitingJobs {

    /** Jobs that stand back and are under way at a time: they leave room for new punches. */
    static final int STANDING_BACK_MAX = RequestSlots.CONCURRENT_MAX / 2;

    private final Deque<PushJob> jobs = new ArrayDeque<>();
    private final Deque<PushJob> standingBack = new ArrayDeque<>();
    private int standingBackUnderWay;

    void add(PushJob job) {
        (job.standsBack() ? standingBack : jobs).add(job);
    }

    void clear() {
        jobs.clear();
        standingBack.clear();
    }

    /** Tells whether a job may go on without a new turn: while no other waits, or, among its like, while its turn is young. */
    boolean mayGoOn(PushJob job, boolean young) {
        return job.standsBack() ? jobs.isEmpty() && (young || standingBack.isEmpty()) : young || jobs.isEmpty();
    }

    /** Tells whether any job may begin as far as the others go. */
    boolean mayTake() {
        return !jobs.isEmpty() || (!standingBack.isEmpty() && standingBackUnderWay < STANDING_BACK_MAX);
    }

    /**
     * Takes the next job, which begins; null if none may.
     *
     * @param together it may take others with it
     */
    @Nullable
    PushJob take(boolean together) {
        if (!jobs.isEmpty()) {
            PushJob next = jobs.remove();
            return together ? next.with(jobs) : next;
        }
        if (!mayTake()) {
            return null;
        }
        standingBackUnderWay++;
        return standingBack.remove();
    }

    /** A job that was taken has ended. */
    void ended(PushJob job) {
        if (job.standsBack()) {
            standingBackUnderWay--;
        }
    }
}
