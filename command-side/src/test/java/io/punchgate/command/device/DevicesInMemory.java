package io.punchgate.command.device;

import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** The real aggregate behind an ordinary command bus, for tests of what stands before it. */
public final class DevicesInMemory implements AutoCloseable {

    private final Configuration axon = DefaultConfigurer.defaultConfiguration(false)
            .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
            .configureAggregate(Device.class)
            .registerComponent(PunchLedger.class, configuration -> new InMemoryPunchLedger())
            .start();

    public void register(RegisterDevice device) {
        axon.commandGateway().sendAndWait(device);
    }

    public CommandGateway commands() {
        return axon.commandGateway();
    }

    /** The payloads of the device's events so far. */
    public List<Object> events(String stream) {
        return axon.eventStore()
                .readEvents(stream)
                .asStream()
                .<Object>map(event -> event.getPayload())
                .toList();
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
