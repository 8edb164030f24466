package io.punchgate.api.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a device is online. A disabled device goes offline by its silence, as any other.
 *
 * @param lastSeen by the gateway's clock; null: never
 * @param transport the label of the transport by which it was last seen; null: never seen
 */
public record DevicePresence(
        String sn,
        String label,
        boolean online,
        @Nullable Instant lastSeen,
        @Nullable String transport) {}
