package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.FormerDevice;
import io.punchgate.command.delivery.store.LineKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the events told about devices. They are read when they are first needed, a device at a time: reading all
 * of them would hold up the taking of the claim. Safe for threads.
 */
final class KnownDevices {

    private final Map<String, DeviceFacts> devices = new ConcurrentHashMap<>();
    private final Map<FormerDevice, DeviceFacts> former = new ConcurrentHashMap<>();
    private final DeviceStore store;

    KnownDevices(DeviceStore store) {
        this.store = store;
    }

    /** Remembers the facts, in place of earlier ones about the same device. */
    void know(DeviceFacts device) {
        devices.put(device.sn(), device);
    }

    /** Remembers the facts that hold for the punches of the customer whom the device belonged to. */
    void knowFormer(DeviceFacts device) {
        former.put(new FormerDevice(device.customerId(), device.sn()), device);
    }

    /** The facts about the device; null if no event told of it. */
    @Nullable
    DeviceFacts find(String sn) {
        @Nullable DeviceFacts known = devices.get(sn);
        if (known == null) {
            // An event may have told newer ones meanwhile: those stay.
            store.find(sn).ifPresent(read -> devices.putIfAbsent(sn, read));
            known = devices.get(sn);
        }
        return known;
    }

    /** The facts that pushes of the line carry: a customer never gets the token that another one knows a device by. */
    @Nullable
    DeviceFacts find(LineKey line) {
        @Nullable DeviceFacts current = find(line.sn());
        if (current == null || current.customerId().equals(line.customerId())) {
            return current;
        }
        FormerDevice key = new FormerDevice(line.customerId(), line.sn());
        @Nullable DeviceFacts known = former.get(key);
        if (known == null) {
            store.findFormer(key).ifPresent(read -> former.putIfAbsent(key, read));
            known = former.get(key);
        }
        return known;
    }

    /** The same, as far as nothing has to be read; else null. */
    @Nullable
    DeviceFacts known(LineKey line) {
        @Nullable DeviceFacts current = devices.get(line.sn());
        return current == null || current.customerId().equals(line.customerId())
                ? current
                : former.get(new FormerDevice(line.customerId(), line.sn()));
    }

    void clear() {
        devices.clear();
        former.clear();
    }
}
