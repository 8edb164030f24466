package io.punchgate.query.stream.event;

import io.punchgate.api.presence.DevicePresence;
import io.punchgate.runtime.log.Logged;
import org.jspecify.annotations.Nullable;

/** The devices as a reader of the log knows them, which hands over every sighting and departure in the order of the log. */
public interface Devices {

    /**
     * Takes a sighting or a departure.
     *
     * @return what it tells of the device; null where there is nothing to tell: a punch of a device that was there
     */
    @Nullable
    DevicePresence after(Logged logged);

    /** The service tag of a device as it is now; null: no such device is known. */
    @Nullable
    String serviceTag(String sn);
}
