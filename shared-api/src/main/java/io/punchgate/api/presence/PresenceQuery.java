package io.punchgate.api.presence;

import io.punchgate.api.AsOf;
import io.punchgate.api.Query;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import org.jspecify.annotations.Nullable;

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
     * @param asOf the moment as of which to answer; null: now
     */
    record FindPresence(
            String customerId,
            String afterSn,
            int limit,
            @Nullable AsOf asOf) implements PresenceQuery<DevicesSeen> {

        /** Asks for the presence of now. */
        public FindPresence(String customerId, String afterSn, int limit) {
            this(customerId, afterSn, limit, null);
        }
    }
}
