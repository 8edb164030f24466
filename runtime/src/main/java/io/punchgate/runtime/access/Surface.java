package io.punchgate.runtime.access;

import io.punchgate.api.customer.Role;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The parts of the API, each a prefix of paths and the callers that it admits. */
enum Surface {
    OPERATORS("/api/admin/") {
        @Override
        boolean admits(Caller caller) {
            return caller instanceof Caller.Operator;
        }
    },
    /** Roles differ in what they may change; each endpoint says so. */
    INTEGRATORS("/api/v1/") {
        @Override
        boolean admits(Caller caller) {
            return caller instanceof Caller.KeyHolder;
        }
    },
    AUDITORS("/api/audit/") {
        @Override
        boolean admits(Caller caller) {
            return switch (caller) {
                case Caller.Operator operator -> true;
                case Caller.KeyHolder holder -> holder.role() == Role.AUDITOR;
            };
        }
    };

    /** Documents that everybody may read, below the path of a surface. */
    private static final Set<String> OPEN = Set.of("/api/v1/openapi.json", "/api/v1/asyncapi.json");

    private final String prefix;

    Surface(String prefix) {
        this.prefix = prefix;
    }

    /** Tells whether the caller may call this surface at all. */
    abstract boolean admits(Caller caller);

    /** The surface of that path, or empty where no bearer token is asked for. */
    static Optional<Surface> of(String path) {
        return Stream.of(values())
                .filter(surface -> !OPEN.contains(path))
                .filter(surface -> (path + "/").startsWith(surface.prefix))
                .findFirst();
    }
}
