package io.punchgate.runtime.access;

import java.util.List;

/** Which paths belong to whom. */
final class Surfaces {

    /** Devices have error envelopes of their own: problem details would break them. */
    private static final List<String> DEVICES = List.of("/api/attendance/", "/api/mqtt/", "/iclock/", "/d/");

    private Surfaces() {}

    /** Whether devices, or their broker, call that path. */
    static boolean isForDevices(String path) {
        return DEVICES.stream().anyMatch(prefix -> (path + "/").startsWith(prefix));
    }
}
