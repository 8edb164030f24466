package io.punchgate.query.delivery;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.projection.BatchedProjection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps what became of each punch's push, how each callback fares, and how many deliveries stand where. */
public final class DeliveryProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "deliveries";

    private final DeliveryTables deliveries;
    private final CustomerTables customers;
    private final DeviceTables devices;

    /** A projection into the tables of {@code schema}, a trusted name. */
    public DeliveryProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema, NAME);
        this.deliveries = new DeliveryTables(jdbc, schema);
        this.customers = new CustomerTables(jdbc, schema);
        this.devices = new DeviceTables(jdbc, schema);
    }

    @Override
    public List<String> tables() {
        return List.of("delivery", "delivery_attempt", "callback_state", "delivery_count", "delivery_device");
    }

    @Override
    public Set<Class<? extends DomainEvent>> handles() {
        return Set.of(
                PunchRecorded.class,
                CallbackSet.class,
                PunchesDelivered.class,
                PunchDeliveredLater.class,
                DeliveryAttemptFailed.class,
                DeliveryRetryPlanned.class,
                DeliveryParked.class,
                RedeliveryRequested.class,
                CallbackFailing.class,
                CallbackMisconfigured.class,
                CallbackPaused.class,
                CallbackReopened.class,
                CallbackDegraded.class,
                CallbackRecovered.class);
    }

    /** Most pushes are acknowledged within it, so that most deliveries are written once, as delivered. */
    @Override
    public Duration rest(int events) {
        return events < MANY_EVENTS ? Duration.ofMillis(100) : Duration.ofMillis(200);
    }

    @Override
    protected void write(List<Positioned> events) {
        Set<String> ids =
                events.stream().flatMap(DeliveryProjection::deliveries).collect(Collectors.toCollection(HashSet::new));
        Set<String> pushed = new HashSet<>();
        for (Positioned each : events) {
            if (each.event() instanceof PunchRecorded punch) {
                pushed.add(punch.customerId());
                // Not there yet, as it comes with this batch.
                ids.remove(punch.punchId());
            }
        }
        DeliveryBatch batch = new DeliveryBatch(deliveries.find(ids), customers.addressed(pushed));
        for (Positioned each : events) {
            if (each.event() instanceof PunchRecorded punch) {
                batch.on(punch, each.position());
            } else if (each.event() instanceof CallbackSet callback) {
                batch.on(callback);
            } else if (each.event() instanceof DeliveryEvent delivery) {
                batch.on(delivery, each.position());
            }
        }
        batch.count();
        deliveries.write(batch);
        customers.write(batch);
        devices.write(batch);
    }

    /** The deliveries that an event changes, which may be there already. */
    private static Stream<String> deliveries(Positioned each) {
        if (!(each.event() instanceof DeliveryEvent event)) {
            return Stream.of();
        }
        return switch (event) {
            case PunchesDelivered told ->
                told.deliveries().stream().map(delivered -> delivered.punch().punchId());
            case PunchDeliveredLater told -> Stream.of(told.punchId());
            case DeliveryAttemptFailed told -> Stream.of(told.punchId());
            case DeliveryRetryPlanned told -> Stream.of(told.punchId());
            case DeliveryParked told -> Stream.of(told.punchId());
            case RedeliveryRequested told -> Stream.of(told.punchId());
            case CallbackFailing told -> Stream.of();
            case CallbackMisconfigured told -> Stream.of();
            case CallbackPaused told -> Stream.of();
            case CallbackReopened told -> Stream.of();
            case CallbackDegraded told -> Stream.of();
            case CallbackRecovered told -> Stream.of();
        };
    }
}
