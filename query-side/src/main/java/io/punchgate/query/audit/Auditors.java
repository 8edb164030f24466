package io.punchgate.query.audit;

import io.punchgate.api.customer.Role;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import org.jspecify.annotations.Nullable;

/** The callers who may audit, and the data that each of them may see. */
public final class Auditors {

    private Auditors() {}

    /**
     * The customer whose data the caller may audit; null: all of them.
     *
     * @throws Problem if the caller may audit nothing
     */
    public static @Nullable String customerOf(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> null;
            case Caller.KeyHolder key -> {
                if (key.role() != Role.AUDITOR) {
                    throw Problem.forbidden("Only a key of role auditor may do this.");
                }
                yield key.customerId();
            }
        };
    }
}
