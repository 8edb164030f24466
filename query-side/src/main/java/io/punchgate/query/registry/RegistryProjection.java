package io.punchgate.query.registry;

import io.punchgate.api.DomainEvent;
import io.punchgate.query.customer.CustomerRegistry;
import io.punchgate.query.device.DeviceRegistry;
import io.punchgate.query.projection.BatchedProjection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Keeps what operators set about customers and devices, and how callbacks fare. */
@Component
public class RegistryProjection extends BatchedProjection {

    static final String NAME = "registry";

    private static final Set<Class<? extends DomainEvent>> HANDLED = Stream.concat(
                    CustomerRegistry.HANDLED.stream(), DeviceRegistry.HANDLED.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final CustomerRegistry customers;
    private final DeviceRegistry devices;

    RegistryProjection(JdbcOperations jdbc, CustomerRegistry customers, DeviceRegistry devices) {
        super(jdbc, LIVE_SCHEMA, NAME);
        this.customers = customers;
        this.devices = devices;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "registry_customer", "registry_api_key", "registry_device", "registry_command", "registry_rejected");
    }

    @Override
    public Set<Class<? extends DomainEvent>> handles() {
        return HANDLED;
    }

    @Override
    protected void write(List<Positioned> events) {
        for (Positioned each : events) {
            customers.on(each.event());
            devices.on(each.event(), each.position());
        }
        devices.forgetOldRejected(events.stream().map(Positioned::event));
    }
}
