package io.punchgate.query.delivery;

import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.projection.BatchedProjection;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the delivery of each punch, the state of each callback, and the number of deliveries of each status. */
@ProcessingGroup(DeliveryProjection.NAME)
public final class DeliveryProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "deliveries";

    private final DeliveryTables deliveries;
    private final CustomerTables customers;
    private final DeviceTables devices;
    private Gathered gathered = new Gathered();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public DeliveryProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.deliveries = new DeliveryTables(jdbc, schema);
        this.customers = new CustomerTables(jdbc, schema);
        this.devices = new DeviceTables(jdbc, schema);
    }

    @Override
    public List<String> tables() {
        return List.of("delivery", "delivery_attempt", "callback_state", "delivery_count", "delivery_device");
    }

    /** Most pushes are acknowledged within it, so that most deliveries are written once, as delivered. */
    @Override
    public Duration rest(int events) {
        return events < MANY_EVENTS ? Duration.ofMillis(100) : Duration.ofMillis(200);
    }

    @Override
    protected void begin() {
        gathered = new Gathered();
    }

    @EventHandler
    void on(PunchRecorded punch, TrackingToken token) {
        gathered.recorded(punch, position(token));
    }

    @EventHandler
    void on(CallbackSet callback) {
        gathered.add(batch -> batch.address(callback.customerId()));
    }

    @EventHandler
    void on(PunchesDelivered told, TrackingToken token) {
        told.deliveries().forEach(each -> acknowledged(each, position(token)));
    }

    @EventHandler
    void on(PunchDeliveredLater told, TrackingToken token) {
        acknowledged(told.delivery(), position(token));
    }

    private void acknowledged(Delivered delivered, long position) {
        gathered.add(delivered.punch().punchId(), batch -> batch.acknowledged(delivered, position));
    }

    @EventHandler
    void on(DeliveryAttemptFailed told, TrackingToken token) {
        gathered.add(told.punchId(), batch -> batch.failed(told, position(token)));
    }

    @EventHandler
    void on(DeliveryRetryPlanned told) {
        gathered.add(told.punchId(), batch -> batch.planned(told));
    }

    @EventHandler
    void on(DeliveryParked told) {
        gathered.add(told.punchId(), batch -> batch.parked(told));
    }

    @EventHandler
    void on(RedeliveryRequested told) {
        gathered.add(told.punchId(), batch -> batch.requested(told));
    }

    @EventHandler
    void on(CallbackEvent told) {
        gathered.add(batch -> batch.callbacks().changed(told));
    }

    @EventHandler
    void on(CallbackDegraded told) {
        gathered.add(batch -> batch.callbacks().warned(told));
    }

    @EventHandler
    void on(CallbackRecovered told) {
        gathered.add(batch -> batch.callbacks().recovered(told));
    }

    @Override
    protected void write() {
        DeliveryBatch batch = gathered.onto(
                deliveries.find(gathered.storedBefore(), positionBefore()), customers.addressed(gathered.customers()));
        deliveries.write(batch);
        customers.write(batch);
        devices.write(batch);
    }
}
