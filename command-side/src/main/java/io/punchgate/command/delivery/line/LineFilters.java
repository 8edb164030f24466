package io.punchgate.command.delivery.line;

import io.punchgate.api.customer.CallbackWants;
import io.punchgate.command.delivery.store.EarlierFilter;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The filters by which a line's punches were chosen when they were recorded, for those that are read back from the store
 * after the filter was changed. Not safe for threads.
 */
final class LineFilters {

    private final Deque<EarlierFilter> earlier;
    private CallbackWants current;

    LineFilters(List<EarlierFilter> earlier, CallbackWants current) {
        this.earlier = new ArrayDeque<>(earlier);
        this.current = current;
    }

    /** Tells whether the punch was wanted when it was recorded. */
    boolean wanted(QueuedPunch punch) {
        for (EarlierFilter each : earlier) {
            if (punch.sequence() <= each.upTo()) {
                return each.wants().wants(punch.event());
            }
        }
        return current.wants(punch.event());
    }

    /**
     * Another filter chooses from now on.
     *
     * @param seen the sequence of the last punch that the one before chose or left
     */
    void change(CallbackWants to, long seen) {
        if (earlier.isEmpty() || earlier.getLast().upTo() < seen) {
            earlier.add(new EarlierFilter(seen, current));
        }
        current = to;
    }

    /** Forgets the filters of punches that are settled. */
    void forgetUpTo(long done) {
        while (!earlier.isEmpty() && earlier.getFirst().upTo() <= done) {
            earlier.removeFirst();
        }
    }

    List<EarlierFilter> earlier() {
        return List.copyOf(earlier);
    }
}
