package io.punchgate.command.device;

import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Subscribes the device's aggregate to a bus without Spring, for tests of what stands before it. */
public final class AggregateOnBus {

    private AggregateOnBus() {}

    public static void subscribe(CommandBus bus, EventStore events, Cache cache, PunchLedger ledger) {
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Device.class),
                new SimpleResourceParameterResolverFactory(List.of(ledger)));
        CachingEventSourcingRepository<Device> repository = CachingEventSourcingRepository.builder(Device.class)
                .eventStore(events)
                .cache(cache)
                .parameterResolverFactory(parameters)
                .build();
        var unused = AggregateAnnotationCommandHandler.<Device>builder()
                .aggregateType(Device.class)
                .repository(repository)
                .parameterResolverFactory(parameters)
                .build()
                .subscribe(bus);
    }
}
