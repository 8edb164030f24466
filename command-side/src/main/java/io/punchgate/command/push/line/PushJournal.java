package io.punchgate.command.push.line;

import io.punchgate.runtime.log.TrackingProcessors;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Writes what changed once a unit of work, in the transaction that also moves the processor's token: the tables are a
 * pure projection of the events before it. A unit of work that is rolled back costs the claim, and all is loaded anew.
 */
@Component
class PushJournal {

    /** So many changes at a time come only under load. */
    private static final int MANY_CHANGES = 32;
    /**
     * Rested after many, so that more gather: a line that changes ten times meanwhile is written once. Not where a whole
     * batch was full: then more waits already.
     */
    private static final long REST_NANOS = Duration.ofMillis(10).toNanos();

    private final PushStore store;
    private final Switchboard board;
    private final Map<LineKey, DeviceLine> lines = new HashMap<>();
    private final Map<String, DeviceFacts> devices = new HashMap<>();
    private final Set<CustomerPush> customers = new HashSet<>();
    private final Map<String, UnsentPunch> unsent = new HashMap<>();
    private int changes;

    PushJournal(PushStore store, Switchboard board) {
        this.store = store;
        this.board = board;
    }

    void changed(DeviceLine line) {
        lines.put(line.key(), line);
        writeAtTheEnd();
    }

    void changed(DeviceFacts device) {
        devices.put(device.sn(), device);
        writeAtTheEnd();
    }

    void changed(CustomerPush customer) {
        customers.add(customer);
        writeAtTheEnd();
    }

    void changed(UnsentPunch punch) {
        unsent.put(punch.punch().punchId(), punch);
        writeAtTheEnd();
    }

    private void writeAtTheEnd() {
        changes++;
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        if (root.getResource(PushJournal.class.getName()) == null) {
            root.resources().put(PushJournal.class.getName(), this);
            root.onPrepareCommit(unit -> write());
            root.afterCommit(unit -> forget());
            root.onCleanup(unit -> rest());
        }
    }

    private void write() {
        store.saveDevices(List.copyOf(devices.values()));
        store.saveCallbacks(customers.stream().map(c -> c.gate().facts()).toList());
        store.saveLines(lines.values().stream().map(DeviceLine::row).toList());
        store.saveUnsent(List.copyOf(unsent.values()));
    }

    private void forget() {
        lines.keySet().forEach(board::forgetIfSpent);
        clear();
    }

    private void rest() {
        if (changes >= MANY_CHANGES && changes < TrackingProcessors.BATCH_EVENTS_MAX) {
            LockSupport.parkNanos(REST_NANOS);
        }
        changes = 0;
    }

    /** Forgets what a rolled-back unit of work left: its events are handled again. */
    void clear() {
        lines.clear();
        devices.clear();
        customers.clear();
        unsent.clear();
    }
}
