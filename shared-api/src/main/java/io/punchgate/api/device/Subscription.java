package io.punchgate.api.device;

import java.time.Instant;

/**
 * When a device may report punches: from {@code from} (inclusive) until {@code until} (exclusive).
 * A device without a subscription has no limit.
 */
public record Subscription(Instant from, Instant until) {

    /** Whether punches are accepted at that instant. */
    public boolean isActiveAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
