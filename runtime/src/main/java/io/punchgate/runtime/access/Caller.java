package io.punchgate.runtime.access;

import io.punchgate.api.customer.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The caller, once the bearer token was found good. Controllers take it as an argument. */
public sealed interface Caller {

    /** The name of the caller in texts that others may read, such as the author of a correction. */
    String name();

    /** Holds the admin token: may do everything, for every customer. */
    record Operator() implements Caller {
        @Override
        public String name() {
            return "operator";
        }
    }

    /**
     * Holds an API key: may do what its role allows, for its own customer.
     *
     * @param expiresAt the instant from which the key is no good; null: it has none. {@link ApiKeys#isActive} knows of it, and of
     *     a key that was revoked
     */
    record KeyHolder(
            String customerId,
            String keyId,
            String name,
            Role role,
            @Nullable Instant expiresAt) implements Caller {

        /** The key's name and id: names are not unique. */
        public String nameAndId() {
            return name + " (" + keyId + ")";
        }
    }
}
