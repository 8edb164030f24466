package io.punchgate.command.gateway.http;

import io.punchgate.command.gateway.servlet.AllowedMethods;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the API: the last part of the path, the methods, and the limit of the body. */
enum Operation {
    PUNCH("punch", Limits.BODY_BYTES_MAX, AllowedMethods.POST),
    PUNCHES("punches", Limits.PUNCHES_BODY_BYTES_MAX, AllowedMethods.POST),
    HEARTBEAT("heartbeat", Limits.BODY_BYTES_MAX, AllowedMethods.GET_OR_POST),
    VALIDITY("validity", Limits.BODY_BYTES_MAX, AllowedMethods.GET_OR_POST),
    CONFIG("config", Limits.BODY_BYTES_MAX, AllowedMethods.GET);

    private static final Map<String, Operation> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.path, Function.identity()));

    private final String path;
    private final int bodyBytesMax;
    private final AllowedMethods methods;

    Operation(String name, int bodyBytesMax, AllowedMethods methods) {
        this.path = "/" + name;
        this.bodyBytesMax = bodyBytesMax;
        this.methods = methods;
    }

    static Optional<Operation> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** The last part of the path, with its slash. */
    String path() {
        return path;
    }

    int bodyBytesMax() {
        return bodyBytesMax;
    }

    boolean allows(String method) {
        return methods.allows(method);
    }

    /** The value of the {@code Allow} header. */
    String allow() {
        return methods.text() + ", OPTIONS";
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
