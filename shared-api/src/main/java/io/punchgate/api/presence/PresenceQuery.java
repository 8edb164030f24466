package io.punchgate.api.presence;

import io.punchgate.api.Query;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;

/**
 * A query about the presence of one customer's devices.
 *
 * @param <R> the type of the reply
 */
public sealed interface PresenceQuery<R> extends Query<R> {

    /**
     * Lists devices, by serial number.
     *
     * @param afterSn the serial number behind which the list begins; empty: at its beginning
     * @param limit the number of rows wanted, 1 to 1,000
     */
    record FindPresence(String customerId, String afterSn, int limit) implements PresenceQuery<DevicesSeen> {}
}
