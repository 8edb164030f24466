package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.log.read.LoggedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The wants of a customer's callbacks at each moment of the past, as the log tells them. */
final class CallbackHistory {

    private static final EventRecords RECORDS = new EventRecords();

    /** By callback, what it wants from a position of the log on; empty from where it was removed. */
    private final Map<CallbackId, NavigableMap<Long, Optional<CallbackWants>>> filters = new HashMap<>();

    private CallbackHistory() {}

    /** Reads the history of that customer's callbacks. */
    static CallbackHistory of(String customerId, LogReader log) {
        CallbackHistory history = new CallbackHistory();
        for (LoggedRecord each :
                log.recordsOf(Streams.customer(customerId), List.of(CallbackSet.class, CallbackRemoved.class))) {
            history.add(each.position(), RECORDS.decode(each.record()).payload());
        }
        return history;
    }

    private void add(long position, DomainEvent event) {
        if (event instanceof CallbackSet set) {
            of(set.callbackId()).put(position, Optional.of(set.settings().wants()));
        } else if (event instanceof CallbackRemoved removed) {
            of(removed.callbackId()).put(position, Optional.empty());
        }
    }

    private NavigableMap<Long, Optional<CallbackWants>> of(CallbackId callback) {
        return filters.computeIfAbsent(callback, none -> new TreeMap<>());
    }

    /** Tells whether the callback wanted the punch when it was recorded. */
    boolean wanted(CallbackId callback, LoggedPunch punch) {
        return Optional.ofNullable(of(callback).lowerEntry(punch.position()))
                .flatMap(Map.Entry::getValue)
                .filter(wants -> wants(wants, punch))
                .isPresent();
    }

    private static boolean wants(CallbackWants wants, LoggedPunch punch) {
        return punch.correction()
                ? wants.wantsCorrection(punch.punch().sn(), punch.pushedType())
                : wants.wantsPunch(punch.punch().sn(), punch.pushedType());
    }

    /** Tells whether any callback wanted the punch when it was recorded. */
    boolean wantedByAny(LoggedPunch punch) {
        return List.copyOf(filters.keySet()).stream().anyMatch(callback -> wanted(callback, punch));
    }

    /** Tells whether the callback wants such punches now. */
    boolean wantsNow(CallbackId callback, LoggedPunch punch) {
        return Optional.ofNullable(of(callback).lastEntry())
                .flatMap(Map.Entry::getValue)
                .filter(wants -> wants(wants, punch))
                .isPresent();
    }

    /** The callbacks that are set now. */
    List<CallbackId> now() {
        return filters.entrySet().stream()
                .filter(each -> each.getValue().lastEntry().getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Tells whether the callback, which is set now, was set for the first time after the punch was recorded. */
    boolean isLaterThan(CallbackId callback, LoggedPunch punch) {
        Map.Entry<Long, Optional<CallbackWants>> before = of(callback).lowerEntry(punch.position());
        return before == null || before.getValue().isEmpty();
    }
}
