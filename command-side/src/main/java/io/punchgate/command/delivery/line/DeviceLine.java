package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The punches of one device that are still to be pushed, in the order recorded. It keeps the next few in memory, and reads
 * the others from the store. One of them is under way at a time.
 */
final class DeviceLine {

    /** Punches in memory; those behind them are read from the store when their turn comes. */
    static final int IN_MEMORY_MAX = 64;

    private enum State {
        IDLE,
        /** It waits at its customer's gate, or sends. */
        QUEUED,
        /** A saga retries its head. */
        HELD
    }

    private final LineKey key;
    private final Backlog backlog;
    private final Deque<QueuedPunch> memory = new ArrayDeque<>();
    private State state;
    private long handed;
    private long done;
    private long cursor;
    private boolean moreInStore;
    private @Nullable String heldBy;
    /** The same as events tell. Only this is durable, because no saga frees a line whose failure no event told. */
    private @Nullable String durableHeldBy;
    /** The share of this line in the backlog. */
    private long counted;

    DeviceLine(LineRow row, Backlog backlog) {
        this.key = row.key();
        this.backlog = backlog;
        this.handed = row.handed();
        this.done = row.done();
        this.cursor = row.done();
        this.heldBy = row.heldBy();
        this.durableHeldBy = row.heldBy();
        this.state = heldBy == null ? State.IDLE : State.HELD;
        this.moreInStore = done < handed;
        count();
    }

    LineKey key() {
        return key;
    }

    synchronized LineRow row() {
        return new LineRow(key, handed, done, durableHeldBy);
    }

    /** Puts a new punch at the end. A punch that was put there before changes nothing. */
    synchronized void hand(QueuedPunch punch) {
        if (punch.sequence() <= handed) {
            return;
        }
        handed = punch.sequence();
        if (!moreInStore && memory.size() < IN_MEMORY_MAX) {
            memory.add(punch);
        } else {
            moreInStore = true;
        }
        count();
    }

    /** Tells whether the caller must now submit the line to the gate. */
    synchronized boolean queue() {
        boolean wanted = state == State.IDLE && hasMore();
        if (wanted) {
            state = State.QUEUED;
        }
        return wanted;
    }

    /** The next punch, read from the store if need be; null if there is none, and the line is idle. */
    @Nullable
    QueuedPunch head(PunchReader reader) {
        while (true) {
            long from;
            long to;
            synchronized (this) {
                if (state != State.QUEUED) {
                    return null;
                }
                @Nullable QueuedPunch next = memory.peek();
                if (next != null || !moreInStore) {
                    state = next == null ? State.IDLE : state;
                    return next;
                }
                from = cursor + 1;
                to = handed;
            }
            refill(reader.page(key, from, to, IN_MEMORY_MAX), to);
        }
    }

    private synchronized void refill(List<QueuedPunch> page, long to) {
        // Events may have settled some of them while they were read.
        page.stream().filter(punch -> punch.sequence() > cursor).forEach(memory::add);
        boolean complete = page.size() < IN_MEMORY_MAX;
        moreInStore = !complete || handed > to;
        if (complete && page.isEmpty()) {
            cursor = Math.max(cursor, to);
            count();
        }
    }

    /** The head was acknowledged. Returns whether another punch is to be sent. */
    synchronized boolean acknowledged(long sequence) {
        pass(sequence);
        boolean more = hasMore();
        state = more ? state : State.IDLE;
        return more;
    }

    /** The head's first attempt failed: all wait for its saga. False if an event settled it meanwhile. */
    synchronized boolean hold(long sequence, String punchId) {
        if (sequence <= done) {
            return false;
        }
        heldBy = punchId;
        state = State.HELD;
        count();
        return true;
    }

    /**
     * An event tells that this punch was delivered at its first attempt. It may be the one that holds the line: a process
     * that pushed before had the acknowledgement, and this one made the attempt anew before that was stored.
     */
    synchronized void recordDelivered(long sequence, String punchId) {
        recordSettled(sequence, punchId);
    }

    /** An event tells that an attempt failed. A punch that was settled before, and is sent again, holds up no other. */
    synchronized void recordFailed(long sequence, String punchId) {
        if (hold(sequence, punchId)) {
            durableHeldBy = punchId;
        }
    }

    /** An event tells that this punch was acknowledged or parked: those behind it go on. */
    synchronized void recordSettled(long sequence, String punchId) {
        done = Math.max(done, sequence);
        pass(sequence);
        if (punchId.equals(heldBy)) {
            heldBy = null;
            durableHeldBy = null;
            state = State.IDLE;
        }
        count();
    }

    /** Punches held in memory. */
    synchronized int inMemory() {
        return memory.size();
    }

    synchronized boolean isPending(long sequence) {
        return sequence > done && sequence <= handed;
    }

    /** Tells whether the line adds nothing to its durable row. */
    synchronized boolean isSpent() {
        return state == State.IDLE && !hasMore() && done >= handed;
    }

    private void pass(long sequence) {
        cursor = Math.max(cursor, sequence);
        while (!memory.isEmpty() && memory.peek().sequence() <= cursor) {
            memory.remove();
        }
        count();
    }

    /** Tells the backlog how many punches wait here: none while a saga retries the head. */
    private void count() {
        long waiting = state == State.HELD ? 0 : Math.max(0, handed - cursor);
        backlog.changed(waiting - counted);
        counted = waiting;
    }

    private boolean hasMore() {
        return !memory.isEmpty() || moreInStore;
    }
}
