package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.runtime.log.read.LoggedPunch;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the oldest of the punches that are added, up to a number. */
final class OldestPunches {

    private final int max;
    private final PriorityQueue<LoggedPunch> newestFirst =
            new PriorityQueue<>(Comparator.comparingLong(LoggedPunch::position).reversed());

    OldestPunches(int max) {
        this.max = max;
    }

    void add(LoggedPunch punch) {
        newestFirst.add(punch);
        if (newestFirst.size() > max) {
            newestFirst.remove();
        }
    }

    /** The position from which on a punch would not be kept; {@code otherwise} while there is room for any. */
    long limit(long otherwise) {
        return newestFirst.size() < max ? otherwise : newestFirst.element().position();
    }

    /** Those that were kept, oldest first. */
    List<PunchRef> inOrder() {
        return newestFirst.stream()
                .sorted(Comparator.comparingLong(LoggedPunch::position))
                .map(LoggedPunch::punch)
                .toList();
    }
}
