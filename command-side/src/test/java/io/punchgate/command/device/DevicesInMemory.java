package io.punchgate.command.device;

import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.lane.AggregateCache;
import io.punchgate.runtime.access.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** The real aggregate behind an ordinary command bus, for tests of what stands before it. */
public final class DevicesInMemory implements AutoCloseable {

    /** The token in the path of each device of {@link #registration}. */
    public static final String PATH_TOKEN = "p4th-t0ken";

    /** Opens every dialect to a device. */
    public static final TransportAuth ALL_DIALECTS = TransportAuth.from(List.of())
            .open(Transport.AIFACE)
            .open(Transport.ANVIZ, 7)
            .open(Transport.ISAPI)
            .open(Transport.MQTT_FACE);

    private static final int CACHED_DEVICES_MAX = 1_000;

    private final AggregateCache cache = new AggregateCache(CACHED_DEVICES_MAX);
    private final Configuration axon = DefaultConfigurer.defaultConfiguration(false)
            .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
            // As in the product; without, each command reads all of its device's events.
            .configureAggregate(
                    AggregateConfigurer.defaultConfiguration(Device.class).configureCache(configuration -> cache))
            .registerComponent(PunchLedger.class, configuration -> new InMemoryPunchLedger())
            .start();

    private volatile boolean failing;

    public DevicesInMemory() {
        var unused = axon.commandBus().registerHandlerInterceptor((unitOfWork, chain) -> {
            if (failing) {
                throw new IllegalStateException("the store is out of reach");
            }
            return chain.proceed();
        });
    }

    public void register(RegisterDevice device) {
        axon.commandGateway().sendAndWait(device);
    }

    /** Registers a device of Acme with that auth-token. */
    public void register(String sn, String token, int offlineAfterSeconds, boolean enabled) {
        register(registration(sn, token, offlineAfterSeconds, enabled));
    }

    /** The registration of a device of Acme that may speak every dialect. */
    public static RegisterDevice registration(String sn, String token, int offlineAfterSeconds, boolean enabled) {
        DeviceSettings settings = new DeviceSettings(
                "acme",
                "Main Gate",
                "Asia/Kolkata",
                "ST-1",
                null,
                Map.of(),
                Map.of(),
                PunchType.CheckIn,
                60,
                offlineAfterSeconds,
                ALL_DIALECTS.fields(),
                enabled);
        return new RegisterDevice(
                sn, settings, Tokens.sha256Hex(token), "secret-1", Tokens.sha256Hex(PATH_TOKEN), Instant.EPOCH);
    }

    /** While true, no command is handled: each fails as if the store were out of reach. */
    public void fail(boolean now) {
        failing = now;
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
