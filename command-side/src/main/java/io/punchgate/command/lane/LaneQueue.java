package io.punchgate.command.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The commands that wait, in the order in which they came; but commands of the push go first. They are about punches
 * that were let in before: behind a flood of new ones they would hold up the push.
 */
final class LaneQueue {

    /** Commands that may wait; one more is refused. */
    static final int WAITING_MAX = 8_192;
    /** Commands of the push that may wait beside these. */
    static final int AHEAD_MAX = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Queue<WaitingCommand<?, ?>> ahead = new ArrayDeque<>();
    private final Queue<WaitingCommand<?, ?>> waiting = new ArrayDeque<>();

    /** Adds a command; false, and nothing done, if too many wait. */
    boolean offer(WaitingCommand<?, ?> command) {
        lock.lock();
        try {
            boolean first = command.isOfThePush();
            if (first ? ahead.size() == AHEAD_MAX : waiting.size() == WAITING_MAX) {
                return false;
            }
            (first ? ahead : waiting).add(command);
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a command, so long at most, and takes all that are there, but no more than {@code max}. */
    List<WaitingCommand<?, ?>> take(int max, long waitMillis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (waiting.isEmpty() && ahead.isEmpty() && left > 0) {
                left = notEmpty.awaitNanos(left);
            }
            List<WaitingCommand<?, ?>> taken = new ArrayList<>();
            moveTo(taken, ahead, max);
            moveTo(taken, waiting, max);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that are there. */
    List<WaitingCommand<?, ?>> takeAll() {
        lock.lock();
        try {
            List<WaitingCommand<?, ?>> taken = new ArrayList<>(ahead);
            taken.addAll(waiting);
            ahead.clear();
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the commands of the push that are there, but no more than {@code max}. */
    List<WaitingCommand<?, ?>> takeOfThePush(int max) {
        lock.lock();
        try {
            List<WaitingCommand<?, ?>> taken = new ArrayList<>();
            moveTo(taken, ahead, max);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static void moveTo(List<WaitingCommand<?, ?>> taken, Queue<WaitingCommand<?, ?>> from, int max) {
        while (taken.size() < max && !from.isEmpty()) {
            taken.add(from.remove());
        }
    }

    /** The number that wait. */
    int size() {
        lock.lock();
        try {
            return waiting.size() + ahead.size();
        } finally {
            lock.unlock();
        }
    }

    /** The number of commands for which there is room, those of the push apart. */
    int room() {
        lock.lock();
        try {
            return WAITING_MAX - waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
