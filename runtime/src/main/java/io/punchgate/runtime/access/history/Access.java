package io.punchgate.runtime.access.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that was let in.
 *
 * @param who a key's name and id, or {@code operator}
 * @param role of the key, or {@code operator}
 * @param action method and path, without the query, which may name a person
 * @param address that the call came from
 * @param customerId the customer that the call is about, if the key or the path tells
 * @param sn the device that the path names, if it does
 */
public record Access(
        Instant at,
        String who,
        String role,
        String action,
        String address,
        @Nullable String customerId,
        @Nullable String sn) {}
