package io.punchgate.command.device.ledger;

import io.punchgate.command.device.PunchKey;
import java.util.Collection;
import java.util.LinkedHashSet;

/** The keys of the punches that this process entered last. Used by one thread at a time. */
final class RecentPunches {

    private final int max;
    private final LinkedHashSet<PunchKey> keys = new LinkedHashSet<>();

    RecentPunches(int max) {
        this.max = max;
    }

    boolean containsAny(Collection<PunchKey> asked) {
        return asked.stream().anyMatch(keys::contains);
    }

    /** Takes keys, and forgets the oldest of more than there is room for. */
    void addAll(Collection<PunchKey> entered) {
        keys.addAll(entered);
        while (keys.size() > max) {
            keys.removeFirst();
        }
    }

    void clear() {
        keys.clear();
    }
}
