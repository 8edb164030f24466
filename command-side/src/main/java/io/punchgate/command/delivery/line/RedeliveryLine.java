package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.RequestedPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The punches of one device that are to be pushed again on request, in the order recorded. Its table holds them all; it keeps
 * the next few in memory. One of them is under way at a time, beside the line of new punches.
 */
final class RedeliveryLine {

    /** Requests in memory, and in a page that is read from the table. */
    static final int PUNCHES_MAX = 64;

    private enum State {
        IDLE,
        /** It waits at its callback's gate, or sends. */
        QUEUED,
        /** A saga retries one of them. */
        HELD
    }

    private final LineKey key;
    private final Deque<PunchRef> memory = new ArrayDeque<>();
    /** Acknowledged, though the table still holds them. */
    private final Set<String> acknowledged = new HashSet<>();
    /** Gone from the table since the last page began to be read: the page may hold them all the same. */
    private final Set<String> settledWhileReading = new HashSet<>();

    private State state = State.IDLE;
    private boolean moreInStore = true;
    private @Nullable String heldBy;

    RedeliveryLine(LineKey key) {
        this.key = key;
    }

    LineKey key() {
        return key;
    }

    /** The table holds requests that this line may not know. */
    synchronized void more() {
        moreInStore = true;
    }

    /** Tells whether the caller must now submit the line to the gate. */
    synchronized boolean queue() {
        boolean wanted = state == State.IDLE && (moreInStore || !memory.isEmpty());
        if (wanted) {
            state = State.QUEUED;
        }
        return wanted;
    }

    /** The next punch, read from the table if need be; null if there is none, or a saga retries one. */
    @Nullable
    PunchRef head(UnsentStore store) {
        while (true) {
            synchronized (this) {
                if (state != State.QUEUED) {
                    return null;
                }
                if (!memory.isEmpty() || !moreInStore) {
                    state = memory.isEmpty() ? State.IDLE : state;
                    return memory.peek();
                }
                moreInStore = false; // a request that becomes durable from now on says so again
                settledWhileReading.clear();
            }
            refill(store.requested(key, PUNCHES_MAX + acknowledgements()));
        }
    }

    private synchronized int acknowledgements() {
        return acknowledged.size();
    }

    private synchronized void refill(List<RequestedPunch> page) {
        for (RequestedPunch each : page) {
            String id = each.punch().punchId();
            if (acknowledged.contains(id) || settledWhileReading.contains(id)) {
                continue;
            }
            if (each.retried()) {
                if (memory.isEmpty()) {
                    hold(id);
                }
                moreInStore = true;
                return; // those behind wait for it
            }
            memory.add(each.punch());
        }
        moreInStore = moreInStore || !memory.isEmpty();
    }

    /** The head was acknowledged. Returns whether another punch may follow. */
    synchronized boolean acknowledged(PunchRef punch) {
        acknowledged.add(punch.punchId());
        memory.remove(punch);
        boolean more = state == State.QUEUED && (moreInStore || !memory.isEmpty());
        state = more || state == State.HELD ? state : State.IDLE;
        return more;
    }

    /** The attempt for the head failed: all wait for its saga. False if an event settled it meanwhile. */
    synchronized boolean hold(PunchRef punch) {
        boolean waiting = punch.equals(memory.peek());
        if (waiting) {
            hold(punch.punchId());
        } else {
            state = state == State.QUEUED ? State.IDLE : state;
        }
        return waiting;
    }

    private void hold(String punchId) {
        heldBy = punchId;
        state = State.HELD;
        memory.clear();
        moreInStore = true;
    }

    /** The table no longer holds the punch as requested: it was acknowledged or parked. */
    synchronized void settled(String punchId) {
        acknowledged.remove(punchId);
        settledWhileReading.add(punchId);
        memory.removeIf(punch -> punch.punchId().equals(punchId));
        if (punchId.equals(heldBy)) {
            heldBy = null;
            state = State.IDLE;
        }
    }

    /** Its callback is no more: nothing of it is sent any longer. */
    synchronized void abandon() {
        memory.clear();
        state = State.HELD;
    }

    /** Tells whether it adds nothing to its table. */
    synchronized boolean isSpent() {
        return state == State.IDLE && !moreInStore && memory.isEmpty() && acknowledged.isEmpty();
    }
}
