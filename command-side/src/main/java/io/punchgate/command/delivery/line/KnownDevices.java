package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.DeviceFacts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The facts that the events told about devices, by serial number. Safe for threads. */
final class KnownDevices {

    private final Map<String, DeviceFacts> devices = new ConcurrentHashMap<>();

    /** Remembers the facts, in place of earlier ones about the same device. */
    void know(DeviceFacts device) {
        devices.put(device.sn(), device);
    }

    /** The facts about the device; null if no event told of it. */
    @Nullable
    DeviceFacts find(String sn) {
        return devices.get(sn);
    }

    void clear() {
        devices.clear();
    }
}
