package io.punchgate.api.presence;

import io.punchgate.api.Slice;
import java.util.List;

/** The reply to a {@link PresenceQuery}. */
public sealed interface PresenceResult {

    /**
     * Devices and when they were seen.
     *
     * @param endSn the last serial number; empty: the list is empty from its beginning
     */
    record DevicesSeen(List<DevicePresence> data, String endSn, boolean hasMore)
            implements PresenceResult, Slice<DevicePresence> {

        public DevicesSeen {
            data = List.copyOf(data);
        }
    }
}
