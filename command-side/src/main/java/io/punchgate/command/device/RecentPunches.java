package io.punchgate.command.device;

import java.util.Collection;
import java.util.LinkedHashSet;

/** The punches that were stored last by this process. Used by the lane's thread only. */
final class RecentPunches {

    private final int max;
    private final LinkedHashSet<PunchIdentity> punches = new LinkedHashSet<>();

    RecentPunches(int max) {
        this.max = max;
    }

    boolean contains(PunchIdentity punch) {
        return punches.contains(punch);
    }

    /** Takes punches that are stored, and forgets the oldest of more than there is room for. */
    void addAll(Collection<PunchIdentity> stored) {
        punches.addAll(stored);
        while (punches.size() > max) {
            punches.removeFirst();
        }
    }
}
