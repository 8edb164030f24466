package io.punchgate.query.attendance;

import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.projection.UnitOfWorkBatch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Hands the event processor's events to the {@link PunchProjection}. */
@Component
@ProcessingGroup(PunchProjection.NAME)
final class PunchEvents {

    private final UnitOfWorkBatch batch;

    PunchEvents(PunchProjection projection) {
        this.batch = new UnitOfWorkBatch(projection);
    }

    @EventHandler
    void on(PunchRecorded event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(CustomerRegistered event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(CustomerChanged event, TrackingToken token) {
        batch.on(event, token);
    }
}
