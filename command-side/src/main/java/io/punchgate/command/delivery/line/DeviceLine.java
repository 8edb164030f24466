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
 * The punches of one device that are still to be pushed, in the order recorded. Keeps the next few in memory; of more it
 * only knows that they are in the store. At most one of them is under way at a time.
 */
final class DeviceLine {

    /** Punches held in memory; the ones behind are read from the store when their turn comes. */
    static final int IN_MEMORY_MAX = 64;

    private enum State {
        IDLE,
        /** Waits at its customer's gate, or sends. */
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
    /** What an event said of it: durable only then, because no saga frees a line whose failure was never told. */
    private @Nullable String toldHeldBy;
    /** What the backlog knows of. */
    private long counted;

    DeviceLine(LineRow row, Backlog backlog) {
        this.key = row.key();
        this.backlog = backlog;
        this.handed = row.handed();
        this.done = row.done();
        this.cursor = row.done();
        this.heldBy = row.heldBy();
        this.toldHeldBy = row.heldBy();
        this.state = heldBy == null ? State.IDLE : State.HELD;
        this.moreInStore = done < handed;
        count();
    }

    LineKey key() {
        return key;
    }

    synchronized LineRow row() {
        return new LineRow(key, handed, done, toldHeldBy);
    }

    /** Puts a new punch at the end. One that was put there before changes nothing. */
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

    /** Whether the line should now be submitted to the gate, which the caller then must do. */
    synchronized boolean queue() {
        boolean wanted = state == State.IDLE && hasMore();
        if (wanted) {
            state = State.QUEUED;
        }
        return wanted;
    }

    /** The punch whose turn it is, read from the store if need be; null where there is none, and the line is idle. */
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
        memory.addAll(page);
        boolean complete = page.size() < IN_MEMORY_MAX;
        moreInStore = !complete || handed > to;
        if (complete && page.isEmpty()) {
            cursor = Math.max(cursor, to);
            count();
        }
    }

    /** The head was acknowledged. Whether another punch is to be sent. */
    synchronized boolean acknowledged(long sequence) {
        pass(sequence);
        boolean more = hasMore();
        state = more ? state : State.IDLE;
        return more;
    }

    /** The head's first attempt failed: all wait for its saga. False where it was settled elsewhere meanwhile. */
    synchronized boolean hold(long sequence, String punchId) {
        if (sequence <= done) {
            return false;
        }
        heldBy = punchId;
        state = State.HELD;
        count();
        return true;
    }

    /** An event said that this punch was delivered at its first attempt. */
    synchronized void recordDelivered(long sequence) {
        done = Math.max(done, sequence);
        pass(sequence);
    }

    /** An event said that this punch failed. One that was settled before (it is being redelivered) holds no one. */
    synchronized void recordFailed(long sequence, String punchId) {
        if (hold(sequence, punchId)) {
            toldHeldBy = punchId;
        }
    }

    /** An event said that this punch was acknowledged or parked: the ones behind it go on. */
    synchronized void recordSettled(long sequence, String punchId) {
        done = Math.max(done, sequence);
        pass(sequence);
        if (punchId.equals(heldBy)) {
            heldBy = null;
            toldHeldBy = null;
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

    /** Whether the durable row says all there is to say. */
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

    /** Tells the backlog what waits here, which is nothing while a saga retries the head. */
    private void count() {
        long waiting = state == State.HELD ? 0 : Math.max(0, handed - cursor);
        backlog.changed(waiting - counted);
        counted = waiting;
    }

    private boolean hasMore() {
        return !memory.isEmpty() || moreInStore;
    }
}
