package io.punchgate.query.delivery;

import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.projection.UnitOfWorkBatch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Hands the event processor's events to the {@link DeliveryProjection}. */
@Component
@ProcessingGroup(DeliveryProjection.NAME)
final class DeliveryEvents {

    private final UnitOfWorkBatch batch;

    DeliveryEvents(DeliveryProjection projection) {
        this.batch = new UnitOfWorkBatch(projection);
    }

    @EventHandler
    void on(PunchRecorded event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(CallbackSet event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(DeliveryEvent event, TrackingToken token) {
        batch.on(event, token);
    }
}
