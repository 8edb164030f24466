package io.punchgate.command.device;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger for tests without a database: it forgets nothing and rolls nothing back. */
public final class InMemoryPunchLedger implements PunchLedger {

    private final Set<PunchKey> known = ConcurrentHashMap.newKeySet();

    @Override
    public boolean add(PunchIdentity identity) {
        return identity.keys().stream().noneMatch(known::contains) && known.addAll(identity.keys());
    }
}
