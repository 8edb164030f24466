package io.punchgate.command.gateway.adms;

import io.punchgate.command.gateway.servlet.AllowedMethods;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operations that a device may ask for, by the last part of its path. */
enum AdmsOperation {
    /** GET: the handshake. POST: rows of a table. */
    CDATA(AllowedMethods.GET_OR_POST),
    /** The poll for instructions. */
    GETREQUEST(AllowedMethods.GET_OR_POST),
    /** The results of instructions. */
    DEVICECMD(AllowedMethods.POST),
    /** Rows that the device was asked for. */
    QUERYDATA(AllowedMethods.POST),
    /** The question for the time, of access-control models. */
    RTDATA(AllowedMethods.GET_OR_POST),
    REGISTRY(AllowedMethods.GET_OR_POST),
    PUSH(AllowedMethods.GET_OR_POST),
    PING(AllowedMethods.GET_OR_POST),
    EXCHANGE(AllowedMethods.GET_OR_POST),
    FDATA(AllowedMethods.GET_OR_POST);

    private static final Map<String, AdmsOperation> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    operation -> operation.name().toLowerCase(Locale.ROOT), operation -> operation));

    private final AllowedMethods methods;

    AdmsOperation(AllowedMethods methods) {
        this.methods = methods;
    }

    /** The operation of that name in any case, or empty. */
    static Optional<AdmsOperation> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean allows(String method) {
        return methods.allows(method);
    }
}
