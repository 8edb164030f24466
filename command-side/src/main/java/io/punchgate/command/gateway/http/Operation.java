package io.punchgate.command.gateway.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the API: the last part of the path, the methods, and the limit of the body. */
enum Operation {
    PUNCH("punch", Limits.BODY_BYTES_MAX, "POST"),
    PUNCHES("punches", Limits.PUNCHES_BODY_BYTES_MAX, "POST"),
    HEARTBEAT("heartbeat", Limits.BODY_BYTES_MAX, "GET", "HEAD", "POST"),
    VALIDITY("validity", Limits.BODY_BYTES_MAX, "GET", "HEAD", "POST"),
    CONFIG("config", Limits.BODY_BYTES_MAX, "GET", "HEAD");

    private static final Map<String, Operation> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.path, Function.identity()));

    private final String path;
    private final int bodyBytesMax;
    private final List<String> methods;

    Operation(String name, int bodyBytesMax, String... methods) {
        this.path = "/" + name;
        this.bodyBytesMax = bodyBytesMax;
        this.methods = List.of(methods);
    }

    static Optional<Operation> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    int bodyBytesMax() {
        return bodyBytesMax;
    }

    boolean allows(String method) {
        return methods.contains(method);
    }

    /** The value of the {@code Allow} header. */
    String allow() {
        return String.join(", ", methods) + ", OPTIONS";
    }

    /** True if it stores punches, which needs a subscription. */
    boolean isPunching() {
        return this == PUNCH || this == PUNCHES;
    }

    private static final class Limits {
        static final int BODY_BYTES_MAX = 64 * 1024;
        static final int PUNCHES_BODY_BYTES_MAX = 1024 * 1024;
    }
}
