package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs one person's punches, given in the order of their times.
 *
 * <p>Of repeated ins the first counts, of repeated outs the last. Ins of later days wait beside the first one: if that one
 * turns out to be too long ago for the out that follows, the next day is not disturbed and begins with its own in.
 */
final class ShiftPairing {

    private final PairingRule rule;
    private final List<Shift> ended = new ArrayList<>();
    /** Ins that wait for their out, at most one a day. */
    private final Deque<Shift> waiting = new ArrayDeque<>();

    private @Nullable ClockPunch previous;
    private boolean previousIsIn;
    /** The last interval, as long as another out may still prolong it. */
    private @Nullable Shift closed;

    ShiftPairing(PairingRule rule) {
        this.rule = rule;
    }

    void add(ClockPunch punch) {
        boolean in = isIn(punch);
        if (in) {
            addIn(punch);
        } else {
            addOut(punch);
        }
        previous = punch;
        previousIsIn = in;
    }

    /** All shifts so far, in no particular order. */
    List<Shift> shifts() {
        List<Shift> all = new ArrayList<>(ended);
        if (closed != null) {
            all.add(closed);
        }
        all.addAll(waiting);
        return all;
    }

    /** The in by which the person is still in at that instant, or null. */
    @Nullable
    ClockPunch openAt(Instant now) {
        for (Shift shift : waiting) {
            if (shift.in() != null && rule.reaches(shift.in().time(), now)) {
                return shift.in();
            }
        }
        return null;
    }

    private boolean isIn(ClockPunch punch) {
        @Nullable PunchType type = rule.alternating() ? null : punch.type();
        if (type != null) {
            return type.isIn();
        }
        return previous == null || !previousIsIn || !rule.reaches(previous.time(), punch.time());
    }

    private void addIn(ClockPunch punch) {
        endClosed();
        endWaitingOutOfReach(punch.time());
        @Nullable Shift last = waiting.peekLast();
        if (last != null && last.date().equals(rule.day(punch))) {
            last.repeat(punch);
        } else {
            waiting.addLast(Shift.begunBy(punch, rule.day(punch)));
        }
    }

    private void addOut(ClockPunch punch) {
        endWaitingOutOfReach(punch.time());
        @Nullable Shift first = waiting.pollFirst();
        if (first != null) {
            waiting.forEach(first::absorb);
            waiting.clear();
            first.close(punch);
            closed = first;
        } else if (closed != null
                && closed.in() != null
                && rule.reaches(closed.in().time(), punch.time())) {
            closed.close(punch);
        } else {
            endClosed();
            ended.add(Shift.ofOut(punch, rule.day(punch)));
        }
    }

    private void endClosed() {
        if (closed != null) {
            ended.add(closed);
            closed = null;
        }
    }

    private void endWaitingOutOfReach(Instant now) {
        while (!waiting.isEmpty()) {
            @Nullable ClockPunch in = waiting.getFirst().in();
            if (in == null || rule.reaches(in.time(), now)) {
                return;
            }
            ended.add(waiting.removeFirst());
        }
    }
}
