package io.punchgate.query.presence;

import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.projection.UnitOfWorkBatch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Hands the event processor's events to the {@link PresenceProjection}. */
@Component
@ProcessingGroup(PresenceProjection.NAME)
final class PresenceEvents {

    private final UnitOfWorkBatch batch;

    PresenceEvents(PresenceProjection projection) {
        this.batch = new UnitOfWorkBatch(projection);
    }

    @EventHandler
    void on(DeviceRegistered event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(DeviceChanged event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(DeviceSeen event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(DeviceWentOffline event, TrackingToken token) {
        batch.on(event, token);
    }

    @EventHandler
    void on(PunchRecorded event, TrackingToken token) {
        batch.on(event, token);
    }
}
