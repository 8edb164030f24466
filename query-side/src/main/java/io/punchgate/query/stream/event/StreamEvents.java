package io.punchgate.query.stream.event;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.attendance.CorrectionOfPunch;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.query.stream.event.StreamEvent.Content;
import io.punchgate.query.stream.event.StreamEvent.Erasable;
import io.punchgate.runtime.log.Logged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the events of streams of the events of the log. One reader uses one of these, in the order of the log. */
public final class StreamEvents {

    private static final int PUNCH_INDEX = 0;
    private static final int PRESENCE_INDEX = 1;

    private final Devices devices;
    private final DeliveryEvents deliveries;

    /**
     * For one reader.
     *
     * @param rememberedMax the deliveries and punches of late that are remembered
     */
    public StreamEvents(Devices devices, History history, int rememberedMax) {
        this.devices = devices;
        this.deliveries = new DeliveryEvents(history, rememberedMax);
    }

    /** The events of the log that tell events of these types. */
    public static Set<Class<? extends DomainEvent>> sources(Collection<StreamType> types) {
        Set<Class<? extends DomainEvent>> sources = new HashSet<>();
        for (StreamType type : types) {
            sources.addAll(
                    switch (type) {
                        case PUNCH -> Set.of(PunchRecorded.class);
                        case PRESENCE -> SIGHTINGS;
                        case DELIVERY ->
                            Set.of(
                                    PunchesDelivered.class,
                                    PunchDeliveredLater.class,
                                    DeliveryRetryPlanned.class,
                                    DeliveryParked.class,
                                    DeliveryErased.class,
                                    RedeliveryRequested.class);
                        case CORRECTION -> Set.of(PunchCorrected.class);
                    });
        }
        return sources;
    }

    /** The events that tell the presence of a device. */
    static final Set<Class<? extends DomainEvent>> SIGHTINGS =
            Set.of(PunchRecorded.class, DeviceSeen.class, DeviceWentOffline.class);

    /** The events that an event of the log gives, in order; none for most kinds. */
    public List<StreamEvent> of(Logged logged) {
        return switch (logged.event().payload()) {
            case PunchRecorded punch -> punch(logged, punch);
            case DeviceSeen seen -> presence(logged, seen, 0);
            case DeviceWentOffline gone -> presence(logged, gone, 0);
            case PunchCorrected correction -> List.of(correction(logged, correction));
            case DeliveryEvent told -> deliveries.of(logged, told);
            case DomainEvent other -> List.of();
        };
    }

    private List<StreamEvent> punch(Logged logged, PunchRecorded punch) {
        deliveries.recorded(punch, punch.punchId());
        List<StreamEvent> events = new ArrayList<>(2);
        events.add(new StreamEvent(
                EventId.of(logged.position(), PUNCH_INDEX),
                StreamType.PUNCH,
                punch.customerId(),
                punch.sn(),
                logged.event().at(),
                new Content(
                        punch::userId,
                        () -> PunchEvents.details(punch, false, devices.serviceTag(punch.sn())),
                        erasable(punch, () -> PunchEvents.details(punch, true, devices.serviceTag(punch.sn()))))));
        events.addAll(presence(logged, punch, PRESENCE_INDEX));
        return events;
    }

    private StreamEvent correction(Logged logged, PunchCorrected correction) {
        deliveries.recorded(correction, correction.punchId());
        return new StreamEvent(
                EventId.of(logged.position(), 0),
                StreamType.CORRECTION,
                correction.customerId(),
                correction.sn(),
                logged.event().at(),
                new Content(
                        correction::userId,
                        () -> CorrectionOfPunch.of(correction),
                        erasable(
                                correction,
                                () -> CorrectionOfPunch.of(correction).erase())));
    }

    /** Nobody's, where the person was erased or is of a time before persons had ids. */
    static @Nullable Erasable erasable(PushedEvent event, Supplier<?> erased) {
        @Nullable UUID person = event.person();
        return person == null || event.erased() ? null : new Erasable(person, erased);
    }

    /** Forgets these persons. */
    public void erase(Collection<UUID> persons) {
        deliveries.erase(persons);
    }

    private List<StreamEvent> presence(Logged logged, DeviceEvent told, int index) {
        @Nullable DevicePresence presence = devices.after(logged);
        return presence == null
                ? List.of()
                : List.of(presence(EventId.of(logged.position(), index), told.customerId(), logged, presence));
    }

    private static StreamEvent presence(EventId id, String customerId, Logged logged, DevicePresence presence) {
        return new StreamEvent(
                id,
                StreamType.PRESENCE,
                customerId,
                presence.sn(),
                logged.event().at(),
                () -> presence);
    }
}
