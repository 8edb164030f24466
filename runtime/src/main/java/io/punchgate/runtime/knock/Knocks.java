package io.punchgate.runtime.knock;

import io.punchgate.api.knock.Knock;
import io.punchgate.runtime.access.FailedAuthentications;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The callers that this process refused last, by serial number, transport and address. A refusal is only noted in memory.
 *
 * <p>An address that fails too often adds no new serial numbers meanwhile, so that one caller does not push out all others.
 */
public final class Knocks {

    /** Callers that are kept, the newest: here, and in the table. */
    public static final int KEPT_MAX = 1_000;

    private final FailedAuthentications failed;
    private final Clock clock;
    /** The one that was refused last comes last. Guarded by itself. */
    private final Map<Caller, Noted> newest = new LinkedHashMap<>(16, 0.75f, true);

    public Knocks(FailedAuthentications failed, Clock clock) {
        this.failed = failed;
        this.clock = clock;
    }

    private record Caller(String sn, String transport, String address) {}

    /**
     * The refusals of a caller.
     *
     * @param unsaved those that the table was not told of
     */
    private record Noted(Instant firstAt, Instant lastAt, long unsaved, String reason) {

        Noted and(Noted later) {
            return new Noted(firstAt, later.lastAt, unsaved + later.unsaved, later.reason);
        }

        Noted saved() {
            return new Noted(firstAt, lastAt, 0, reason);
        }
    }

    /**
     * Notes a refusal.
     *
     * @param sn as the caller showed it, whatever it is; null: it showed none
     * @param transport the label of the transport
     * @param address empty where it is not known
     * @param reason for operators, without anything that the caller sent
     */
    public void add(@Nullable String sn, String transport, String address, String reason) {
        Caller caller = new Caller(ShownSerial.of(sn), transport, ShownSerial.printable(address));
        Instant now = clock.instant();
        boolean limited = failed.isLimited(address);
        synchronized (newest) {
            if (!limited || newest.containsKey(caller)) {
                newest.merge(caller, new Noted(now, now, 1, reason), Noted::and);
            }
            if (newest.size() > KEPT_MAX) {
                newest.remove(newest.keySet().iterator().next());
            }
        }
    }

    /** The callers refused since the last time, with the number of refusals since. */
    List<Knock> takeUnsaved() {
        List<Knock> unsaved = new ArrayList<>();
        synchronized (newest) {
            for (Map.Entry<Caller, Noted> entry : newest.entrySet()) {
                Noted noted = entry.getValue();
                if (noted.unsaved > 0) {
                    unsaved.add(knock(entry.getKey(), noted));
                    entry.setValue(noted.saved());
                }
            }
        }
        return unsaved;
    }

    private static Knock knock(Caller caller, Noted noted) {
        return new Knock(
                caller.sn, caller.transport, caller.address, noted.firstAt, noted.lastAt, noted.unsaved, noted.reason);
    }

    /** Takes back what could not be saved. Of callers that newer ones have pushed out since, nobody is told. */
    void giveBack(List<Knock> unsaved) {
        synchronized (newest) {
            for (Knock knock : unsaved) {
                Noted taken = new Noted(knock.firstAt(), knock.lastAt(), knock.count(), knock.reason());
                newest.computeIfPresent(
                        new Caller(knock.sn(), knock.transport(), knock.address()),
                        (caller, since) -> taken.and(since));
            }
        }
    }
}
