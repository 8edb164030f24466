package io.punchgate.command.gateway.adms;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that a device may ask for, by the last part of its path. */
enum AdmsOperation {
    /** GET: the handshake. POST: rows of a table. */
    CDATA("GET", "HEAD", "POST"),
    /** The poll for instructions. */
    GETREQUEST("GET", "HEAD", "POST"),
    /** The results of instructions. */
    DEVICECMD("POST"),
    /** Rows that the device was asked for. */
    QUERYDATA("POST"),
    REGISTRY("GET", "HEAD", "POST"),
    PUSH("GET", "HEAD", "POST"),
    PING("GET", "HEAD", "POST"),
    EXCHANGE("GET", "HEAD", "POST"),
    FDATA("GET", "HEAD", "POST");

    private static final Map<String, AdmsOperation> BY_NAME = Map.of(
            "cdata", CDATA,
            "getrequest", GETREQUEST,
            "devicecmd", DEVICECMD,
            "querydata", QUERYDATA,
            "registry", REGISTRY,
            "push", PUSH,
            "ping", PING,
            "exchange", EXCHANGE,
            "fdata", FDATA);

    private final Set<String> methods;

    AdmsOperation(String... methods) {
        this.methods = Set.of(methods);
    }

    /** The operation of that name in any case, or empty. */
    static Optional<AdmsOperation> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean allows(String method) {
        return methods.contains(method);
    }
}
