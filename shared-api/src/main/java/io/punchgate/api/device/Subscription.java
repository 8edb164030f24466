package io.punchgate.api.device;

import java.time.Instant;

/**
 * The time in which a device may report punches. A device without a subscription has no limit.
 *
 * @param from inclusive
 * @param until exclusive
 */
public record Subscription(Instant from, Instant until) {

    /** True while punches are accepted. */
    public boolean isActiveAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
