package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.claim.WriteBehind;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.PushStore;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Writes changes to the push's tables in the transaction that also moves the processor's token: the tables are a pure
 * projection of the events before it. After a rollback this process loses the claim and loads everything anew.
 */
@Component
class PushTableWriter {

    /** The pause after many changes, in which more gather. None after a full batch: then more wait already. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PushStore store;
    private final DeviceStore deviceStore;
    private final ActiveLines active;
    private final WriteBehind writeBehind;
    private final Map<LineKey, DeviceLine> lines = new HashMap<>();
    private final Map<String, DeviceFacts> devices = new HashMap<>();
    private final Map<LineKey, DeviceFacts> formerDevices = new HashMap<>();
    private final Set<CustomerPush> customers = new HashSet<>();
    private final Map<String, UnsentPunch> unsent = new HashMap<>();
    private int changes;

    PushTableWriter(PushStore store, DeviceStore deviceStore, ActiveLines active, WriteBehind writeBehind) {
        this.store = store;
        this.deviceStore = deviceStore;
        this.active = active;
        this.writeBehind = writeBehind;
        writeBehind.writeWith(this::writeWithToken);
    }

    void changed(DeviceLine line) {
        lines.put(line.key(), line);
        changed();
    }

    void changed(DeviceFacts device) {
        devices.put(device.sn(), device);
        changed();
    }

    /** The device belongs to another customer from now on. */
    void changedHands(DeviceFacts former) {
        formerDevices.put(new LineKey(former.customerId(), former.sn()), former);
        changed();
    }

    void changed(CustomerPush customer) {
        customers.add(customer);
        changed();
    }

    void changed(UnsentPunch punch) {
        unsent.put(punch.punch().punchId(), punch);
        changed();
    }

    private void changed() {
        changes++;
        writeAtTheEnd();
    }

    /** The current transaction stores the token of these changes, in a unit of work or outside any. */
    private void writeWithToken() {
        if (CurrentUnitOfWork.isStarted()) {
            writeAtTheEnd();
        } else {
            write();
            forget();
        }
    }

    private void writeAtTheEnd() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        if (root.getResource(PushTableWriter.class.getName()) == null) {
            root.resources().put(PushTableWriter.class.getName(), this);
            root.onPrepareCommit(unit -> write());
            root.afterCommit(unit -> forget());
            root.onCleanup(unit -> pause());
        }
    }

    private void write() {
        if (writeBehind.isOn()) {
            return;
        }
        deviceStore.save(List.copyOf(devices.values()));
        deviceStore.saveFormer(List.copyOf(formerDevices.values()));
        store.saveCallbacks(customers.stream().map(c -> c.gate().facts()).toList());
        store.saveLines(lines.values().stream().map(DeviceLine::row).toList());
        store.saveUnsent(List.copyOf(unsent.values()));
    }

    private void forget() {
        if (writeBehind.isOn()) {
            return;
        }
        lines.keySet().forEach(active::forgetIfSpent);
        clear();
    }

    private void pause() {
        if (changes >= WriteBehind.MANY_EVENTS && changes < TrackingProcessors.BATCH_EVENTS_MAX) {
            Polling.rest(PAUSE);
        }
        changes = 0;
    }

    /** Forgets the changes of a rolled-back unit of work: its events are handled again. */
    void clear() {
        writeBehind.end();
        lines.clear();
        devices.clear();
        formerDevices.clear();
        customers.clear();
        unsent.clear();
    }
}
