package io.punchgate.query.stream.event;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.Presence;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.read.CustomerEvents;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Devices as they were while a part of the log was new: what was told of each before is looked up there. */
public final class PastDevices implements Devices {

    private static final Set<Class<? extends DomainEvent>> SEEN = Set.of(PunchRecorded.class, DeviceSeen.class);

    private final LiveDevices now;
    private final CustomerEvents log;
    private final Recent<String, Presence> known;

    /**
     * For the reader of one part of the log.
     *
     * @param now the devices' settings
     * @param rememberedMax the devices of late that are remembered
     */
    public PastDevices(LiveDevices now, CustomerEvents log, int rememberedMax) {
        this.now = now;
        this.log = log;
        this.known = new Recent<>(rememberedMax);
    }

    @Override
    public @Nullable DevicePresence after(Logged logged) {
        if (!(logged.event().payload() instanceof DeviceEvent told)) {
            return null;
        }
        @Nullable Presence remembered = known.get(told.sn());
        Presence before = remembered == null ? before(logged) : remembered;
        known.put(told.sn(), LiveDevices.after(before, told));
        return now.told(logged, told, before);
    }

    private Presence before(Logged logged) {
        String stream = logged.event().stream();
        return log.lastBefore(stream, logged.event().sequence(), StreamEvents.SIGHTINGS)
                .map(last -> {
                    DeviceEvent told = (DeviceEvent) last.event().payload();
                    Presence seen = told instanceof DeviceEvent.DeviceWentOffline
                            ? log.lastBefore(stream, last.event().sequence(), SEEN)
                                    .map(sighting -> LiveDevices.after(Presence.NONE, (DeviceEvent)
                                            sighting.event().payload()))
                                    .orElse(Presence.NONE)
                            : Presence.NONE;
                    return LiveDevices.after(seen, told);
                })
                .orElse(Presence.NONE);
    }

    @Override
    public @Nullable String serviceTag(String sn) {
        return now.serviceTag(sn);
    }
}
