package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Redelivery;
import io.punchgate.runtime.log.read.LoggedPunch;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the deliveries of the oldest of the punches that are added, up to a number. */
final class OldestPunches {

    private record Candidate(CallbackId callback, LoggedPunch punch) {}

    private static final Comparator<Candidate> IN_ORDER = Comparator.<Candidate>comparingLong(
                    each -> each.punch().position())
            .thenComparing(each -> each.callback().name());

    private final int max;
    private final PriorityQueue<Candidate> newestFirst = new PriorityQueue<>(IN_ORDER.reversed());

    OldestPunches(int max) {
        this.max = max;
    }

    void add(CallbackId callback, LoggedPunch punch) {
        newestFirst.add(new Candidate(callback, punch));
        if (newestFirst.size() > max) {
            newestFirst.remove();
        }
    }

    /** The position from which on a punch would not be kept; {@code otherwise} while there is room for any. */
    long limit(long otherwise) {
        return newestFirst.size() < max
                ? otherwise
                : newestFirst.element().punch().position() + 1;
    }

    /** Those that were kept, oldest first. */
    List<Redelivery> inOrder() {
        return newestFirst.stream()
                .sorted(IN_ORDER)
                .map(each -> new Redelivery(each.callback(), each.punch().punch()))
                .toList();
    }
}
