package io.punchgate.command.device.ledger;

import io.punchgate.command.device.PunchIdentity;
import java.util.Collection;
import java.util.LinkedHashSet;

/** The punches that this process entered last. Used by one thread at a time. */
final class RecentPunches {

    private final int max;
    private final LinkedHashSet<PunchIdentity> punches = new LinkedHashSet<>();

    RecentPunches(int max) {
        this.max = max;
    }

    boolean contains(PunchIdentity punch) {
        return punches.contains(punch);
    }

    /** Takes punches, and forgets the oldest of more than there is room for. */
    void addAll(Collection<PunchIdentity> entered) {
        punches.addAll(entered);
        while (punches.size() > max) {
            punches.removeFirst();
        }
    }

    void clear() {
        punches.clear();
    }
}
