package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import io.punchgate.runtime.log.TrackingProcessors;
import io.punchgate.runtime.wait.Polling;
import java.util.Set;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hands an event processor's events to a projection, which says itself what it handles: no annotated methods to look up for
 * each event. It flushes once a batch, in the transaction that stores the token.
 */
public final class ProjectionInvoker implements EventHandlerInvoker {

    private final Projection projection;
    private final Set<Class<? extends DomainEvent>> types;
    private final String resource;
    private int handled;

    public ProjectionInvoker(Projection projection) {
        this.projection = projection;
        this.types = projection.handles();
        this.resource = ProjectionInvoker.class.getName() + projection.name();
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return canHandleType(event.getPayloadType());
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return types.contains(payloadType);
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (message instanceof TrackedEventMessage<?> tracked && tracked.getPayload() instanceof DomainEvent event) {
            UnitOfWork<?> work = CurrentUnitOfWork.get().root();
            work.getOrComputeResource(resource, key -> begin(work));
            long position = tracked.trackingToken().position().orElseThrow();
            projection.on(event, position);
            handled++;
        }
    }

    /** Read models are rebuilt beside those that are served, by a replay, not by resetting the processor. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    private Projection begin(UnitOfWork<?> work) {
        // What an earlier unit of work left, one that ended before it could say so.
        projection.discard();
        handled = 0;
        work.onPrepareCommit(ended -> projection.flush());
        work.onRollback(ended -> projection.discard());
        work.onCleanup(ended -> rest());
        return projection;
    }

    /** After a full batch more waits already. */
    private void rest() {
        if (handled < TrackingProcessors.BATCH_EVENTS_MAX) {
            Polling.rest(projection.rest(handled));
        }
    }
}
