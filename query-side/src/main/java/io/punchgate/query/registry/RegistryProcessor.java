package io.punchgate.query.registry;

import io.punchgate.api.DomainEvent;
import io.punchgate.query.projection.UnitOfWorkBatch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Feeds the registry from the event log. */
@Component
@ProcessingGroup(RegistryProjection.NAME)
class RegistryProcessor {

    private final UnitOfWorkBatch batch;

    RegistryProcessor(RegistryProjection projection) {
        this.batch = new UnitOfWorkBatch(projection);
    }

    @EventHandler
    void on(DomainEvent event, TrackingToken token) {
        batch.on(event, token);
    }
}
