package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.command.delivery.claim.WriteBehind;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.CallbackStore;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.FormerDevice;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineStore;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes changes to the push's tables in the transaction that also moves the processor's token: the tables are a pure
 * projection of the events before it. After a rollback this process loses the claim and loads everything anew.
 */
@Component
class PushTableWriter {

    /** The pause after many changes, in which more gather. None after a full batch: then more wait already. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final LineStore lineStore;
    private final CallbackStore callbackStore;
    private final UnsentStore unsentStore;
    private final DeviceStore deviceStore;
    private final ActiveLines active;
    private final RedeliveryLines redeliveries;
    private final WriteBehind writeBehind;
    private final Map<LineKey, DeviceLine> lines = new HashMap<>();
    private final Map<String, DeviceFacts> devices = new HashMap<>();
    private final Map<FormerDevice, DeviceFacts> formerDevices = new HashMap<>();
    private final Set<CallbackPush> callbacks = new HashSet<>();
    private final Set<CallbackId> removed = new LinkedHashSet<>();
    /** By the id of the delivery. The sagas' deadlines read it, too. */
    private final Map<String, UnsentPunch> unsent = new ConcurrentHashMap<>();
    /** The punches that were acknowledged or parked: their redelivery lines hear of it once that is written. */
    private final List<UnsentPunch> settled = new ArrayList<>();
    /** The punches that no callback wanted, and that one gets now. */
    private final Set<String> wanted = new HashSet<>();

    private int changes;

    PushTableWriter(
            LineStore lineStore,
            CallbackStore callbackStore,
            UnsentStore unsentStore,
            DeviceStore deviceStore,
            ActiveLines active,
            RedeliveryLines redeliveries,
            WriteBehind writeBehind) {
        this.lineStore = lineStore;
        this.callbackStore = callbackStore;
        this.unsentStore = unsentStore;
        this.deviceStore = deviceStore;
        this.active = active;
        this.redeliveries = redeliveries;
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
        formerDevices.put(new FormerDevice(former.customerId(), former.sn()), former);
        changed();
    }

    void changed(CallbackPush callback) {
        callbacks.add(callback);
        changed();
    }

    /** The callback is no more, and its lines with it. What was parked or requested for it was never pushed. */
    void removed(CallbackId callback) {
        lines.keySet().removeIf(line -> line.callback().equals(callback));
        unsent.replaceAll((id, punch) -> punch.isWaitingFor(callback) ? punch.abandoned() : punch);
        removed.add(callback);
        changed();
    }

    /** A callback gets the punch, which none wanted before. */
    void wanted(String punchId) {
        @Nullable UnsentPunch unwritten = unsent.get(punchId);
        if (unwritten != null && unwritten.callback() == null) {
            unsent.remove(punchId);
        }
        wanted.add(punchId);
        changed();
    }

    void changed(UnsentPunch punch) {
        unsent.put(punch.deliveryId(), punch);
        if (punch.status() != UnsentPunch.Status.REQUESTED) {
            settled.add(punch);
        }
        changed();
    }

    /** Tells whether the delivery is to be made on request, by the events taken in so far. */
    boolean isRequested(String deliveryId) {
        @Nullable UnsentPunch unwritten = unsent.get(deliveryId);
        return unwritten == null
                ? unsentStore.isRequested(deliveryId)
                : unwritten.status() == UnsentPunch.Status.REQUESTED;
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
        callbackStore.save(callbacks.stream().map(c -> c.gate().facts()).toList());
        lineStore.remove(removed);
        lineStore.save(lines.values().stream().map(DeviceLine::row).toList());
        unsentStore.abandon(removed);
        unsentStore.wanted(wanted);
        unsentStore.save(unsent.values());
    }

    private void forget() {
        if (writeBehind.isOn()) {
            return;
        }
        lines.keySet().forEach(active::forgetIfSpent);
        List<UnsentPunch> written = List.copyOf(settled);
        List<LineKey> requested = unsent.values().stream()
                .filter(punch -> punch.status() == UnsentPunch.Status.REQUESTED)
                .flatMap(punch -> punch.line().stream())
                .distinct()
                .toList();
        clear();
        written.forEach(redeliveries::settled);
        requested.forEach(redeliveries::more);
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
        callbacks.clear();
        removed.clear();
        unsent.clear();
        wanted.clear();
        settled.clear();
    }
}
