package io.punchgate.command.delivery.line;

import io.punchgate.api.customer.CallbackWants;
import io.punchgate.command.delivery.outbox.Backlog;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The punches of one device that are still to be pushed, in the order recorded. It keeps the next few in memory, and reads
 * the others from the store. One of them is under way at a time.
 */
final class DeviceLine {

    private enum State {
        IDLE,
        /** It waits at its customer's gate, or sends. */
        QUEUED,
        /** A saga retries its head. */
        HELD
    }

    private final LineKey key;
    private final Backlog.Share waiting;
    private final LineFilters filters;
    final LineMemory memory;
    private State state;
    private long handed;
    private long done;
    private long cursor;
    /** The sequence of the last punch that came while others waited, wanted or not. */
    private long seen;

    private @Nullable String heldBy;
    /** The same as events tell. Only this is durable, because no saga frees a line whose failure no event told. */
    private @Nullable String durableHeldBy;

    DeviceLine(LineRow row, CallbackWants wants, Backlog backlog) {
        this.key = row.key();
        this.waiting = backlog.share();
        this.handed = row.handed();
        this.done = row.done();
        this.cursor = row.done();
        this.seen = row.seen();
        this.filters = new LineFilters(row.earlier(), wants);
        this.memory = new LineMemory(filters, row.done(), row.done() < row.handed());
        this.heldBy = row.heldBy();
        this.durableHeldBy = heldBy;
        this.state = heldBy == null ? State.IDLE : State.HELD;
        count();
    }

    LineKey key() {
        return key;
    }

    synchronized LineRow row() {
        return new LineRow(key, handed, done, Math.max(seen, handed), durableHeldBy, filters.earlier());
    }

    /** Puts a new punch at the end. A punch that was put there before changes nothing. */
    synchronized void hand(QueuedPunch punch) {
        if (punch.sequence() <= handed) {
            return;
        }
        handed = punch.sequence();
        memory.add(punch);
        count();
    }

    /** A punch that is not wanted came. Returns whether the line must remember that it did. */
    synchronized boolean leave(long sequence) {
        if (done >= handed || sequence <= seen) {
            return false;
        }
        seen = sequence;
        return true;
    }

    /** Other punches are wanted from now on; those that wait were chosen by the filter of before. */
    synchronized void choose(CallbackWants wants) {
        filters.change(wants, Math.max(seen, handed));
    }

    /** Tells whether the caller must now submit the line to the gate. */
    synchronized boolean queue() {
        boolean wanted = state == State.IDLE && memory.hasMore();
        if (wanted) {
            state = State.QUEUED;
        }
        return wanted;
    }

    /** The next punch, if it is in memory; else null: {@link #next} tells whether there is one. */
    synchronized @Nullable QueuedPunch peek() {
        return state == State.QUEUED ? memory.first() : null;
    }

    /** The next punches, at most so many, read from the store if need be; if there are none, the line is idle. */
    List<QueuedPunch> next(PunchReader reader, int max) {
        while (true) {
            long from;
            long to;
            synchronized (this) {
                if (state != State.QUEUED) {
                    return List.of();
                }
                if (!memory.mustRead(max)) {
                    List<QueuedPunch> next = memory.first(max);
                    state = next.isEmpty() ? State.IDLE : state;
                    return next;
                }
                from = memory.readFrom();
                to = handed;
            }
            refill(reader.page(key, from, to, LineMemory.PUNCHES_MAX), to);
        }
    }

    private synchronized void refill(List<QueuedPunch> page, long to) {
        memory.refill(page, to, cursor, handed);
        if (!memory.hasMore()) {
            cursor = Math.max(cursor, to);
            count();
        }
    }

    /** Punches that are there to be sent, at most so many: those in the store may be fewer. */
    synchronized int ready(int max) {
        return memory.ready(max);
    }

    /** Tells whether this punch is still to be sent. */
    synchronized boolean isNext(long sequence) {
        return state == State.QUEUED && sequence > cursor;
    }

    /** The head was acknowledged. Returns whether another punch is to be sent. */
    synchronized boolean acknowledged(long sequence) {
        pass(sequence);
        boolean more = memory.hasMore();
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

    /** An event tells that an attempt failed. A punch that was settled before, and is sent again, holds up no other. */
    synchronized void recordFailed(long sequence, String punchId) {
        if (hold(sequence, punchId)) {
            durableHeldBy = punchId;
        }
    }

    /**
     * An event tells that this punch was acknowledged or parked: those behind it go on. One that was delivered at its first
     * attempt may hold the line: a process that pushed before had the acknowledgement, and this one made the attempt anew.
     */
    synchronized void recordSettled(long sequence, String punchId) {
        done = Math.max(done, sequence);
        filters.forgetUpTo(done);
        pass(sequence);
        if (punchId.equals(heldBy)) {
            heldBy = null;
            durableHeldBy = null;
            state = State.IDLE;
        }
        count();
    }

    /** Its callback is no more: nothing of it is sent any longer. */
    synchronized void abandon() {
        done = Long.MAX_VALUE;
        state = State.HELD;
        count();
    }

    synchronized boolean isPending(long sequence) {
        return sequence > done && sequence <= handed;
    }

    /** Tells whether the line adds nothing to its durable row. */
    synchronized boolean isSpent() {
        return state == State.IDLE && !memory.hasMore() && done >= handed;
    }

    private void pass(long sequence) {
        cursor = Math.max(cursor, sequence);
        memory.passed(cursor);
        count();
    }

    /** Tells the backlog how many punches wait here: none while a saga retries the head. */
    private void count() {
        waiting.become(state == State.HELD ? 0 : Math.max(0, handed - cursor));
    }
}
