package io.punchgate.query.delivery.table;

import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.projection.BatchedProjection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps the deliveries of each punch to the callbacks that wanted it, the state of each callback, and the number of deliveries of
 * each status. A callback wants a punch by its settings at that place of the log.
 */
@ProcessingGroup(DeliveryProjection.NAME)
public final class DeliveryProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "deliveries";

    private final DeliveryTables deliveries;
    private final EndedDeliveries ended;
    private final CallbackTables callbacks;
    private final FilterTable filters;
    private final DeviceTables devices;
    private final CorrectionTable corrections;
    private Gathered gathered = new Gathered();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public DeliveryProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.deliveries = new DeliveryTables(jdbc, schema);
        this.ended = new EndedDeliveries(jdbc, schema);
        this.callbacks = new CallbackTables(jdbc, schema);
        this.filters = new FilterTable(jdbc, schema);
        this.devices = new DeviceTables(jdbc, schema);
        this.corrections = new CorrectionTable(jdbc, schema);
    }

    @Override
    public List<String> tables() {
        return List.of(
                "delivery",
                "delivery_attempt",
                "delivery_correction",
                "callback_filter",
                "callback_state",
                "delivery_count",
                "delivery_device");
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
    void on(PunchCorrected correction, TrackingToken token) {
        gathered.recorded(correction, position(token));
        corrections.add(correction);
    }

    @EventHandler
    void on(CallbackSet callback, TrackingToken token) {
        filters.note(callback.callbackId(), position(token), callback.settings().wants());
        callbacks.add(callback.callbackId());
    }

    /** Ends also what came before it in the batch. */
    @EventHandler
    void on(CallbackRemoved callback, TrackingToken token) {
        write();
        begin();
        filters.note(callback.callbackId(), position(token), null);
        callbacks.remove(callback.callbackId());
        count(ended.of(callback.callbackId()));
        devices.settleAll(callback.callbackId());
    }

    /** Ends also what came before it in the batch. */
    @EventHandler
    void on(PersonErased erased) {
        write();
        begin();
        count(ended.of(erased.customerId(), erased.persons()));
    }

    private void count(Map<DeviceChanges.Of, DeviceChanges> changes) {
        callbacks.count(changes);
        devices.count(changes);
    }

    @EventHandler
    void on(PunchesDelivered told, TrackingToken token) {
        told.deliveries().forEach(each -> acknowledged(told, each, position(token)));
    }

    @EventHandler
    void on(PunchDeliveredLater told, TrackingToken token) {
        acknowledged(told, told.delivery(), position(token));
    }

    private void acknowledged(DeliveryEvent told, Delivered delivered, long position) {
        DeliveryKey key = DeliveryKey.of(told, delivered.punch().punchId());
        gathered.add(key, batch -> batch.acknowledged(key, delivered, position));
    }

    @EventHandler
    void on(DeliveryAttemptFailed told, TrackingToken token) {
        DeliveryKey key = DeliveryKey.of(told, told.punchId());
        gathered.add(key, batch -> batch.failed(key, told, position(token)));
    }

    @EventHandler
    void on(DeliveryRetryPlanned told) {
        DeliveryKey key = DeliveryKey.of(told, told.punchId());
        gathered.add(key, batch -> batch.planned(key, told));
    }

    @EventHandler
    void on(DeliveryParked told) {
        DeliveryKey key = DeliveryKey.of(told, told.punchId());
        gathered.add(key, batch -> batch.parked(key, told));
    }

    @EventHandler
    void on(DeliveryErased told) {
        DeliveryKey key = DeliveryKey.of(told, told.punchId());
        gathered.add(key, batch -> batch.erased(key));
    }

    @EventHandler
    void on(RedeliveryRequested told) {
        DeliveryKey key = DeliveryKey.of(told, told.punchId());
        gathered.add(key, batch -> batch.requested(key));
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
                deliveries.find(gathered.storedBefore(), positionBefore()),
                filters.wanted(gathered.customers(), gathered.firstPosition()));
        deliveries.write(batch);
        callbacks.count(batch.devices());
        callbacks.write(batch.callbacks());
        devices.write(batch);
    }
}
