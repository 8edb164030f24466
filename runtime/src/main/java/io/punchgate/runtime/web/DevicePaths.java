package io.punchgate.runtime.web;

import java.util.List;

/** The paths that devices, or their broker, call. They have error envelopes of their own: problem details would break them. */
final class DevicePaths {

    private static final List<String> PREFIXES = List.of("/api/attendance/", "/api/mqtt/", "/iclock/", "/d/");

    private DevicePaths() {}

    static boolean contain(String path) {
        return PREFIXES.stream().anyMatch(prefix -> (path + "/").startsWith(prefix));
    }
}
