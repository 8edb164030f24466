package io.punchgate.runtime.log;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CustomerEvent;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.device.DeviceEvent;
import java.util.stream.Stream;

/** Lists the classes of all events from the sealed families, so that no event can be forgotten. */
public final class EventFamilies {

    private EventFamilies() {}

    /** The class of every event, those of nested families included. */
    public static Stream<Class<? extends DomainEvent>> events() {
        return Stream.of(DeviceEvent.class, CustomerEvent.class, DeliveryEvent.class)
                .flatMap(EventFamilies::eventsOf);
    }

    private static Stream<Class<? extends DomainEvent>> eventsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventFamilies::eventsOf)
                : Stream.of(type.asSubclass(DomainEvent.class));
    }
}
