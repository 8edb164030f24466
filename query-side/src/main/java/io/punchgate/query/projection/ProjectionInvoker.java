package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.log.deadletter.HandlesAgain;
import io.punchgate.runtime.wait.Polling;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hands an event processor's events to a projection, and flushes it once a batch, in the transaction that stores the token.
 * Axon's own invoker would call the handlers event by event, before it is known which of them were written before.
 */
public final class ProjectionInvoker implements HandlesAgain {

    private final Projection projection;
    private final Set<Class<? extends DomainEvent>> types;
    private final String resource;
    private int handled;

    /** An invoker for that projection alone. */
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
        if (message instanceof TrackedEventMessage<?> tracked) {
            UnitOfWork<?> work = CurrentUnitOfWork.get().root();
            work.getOrComputeResource(resource, key -> begin(work));
            projection.take(tracked);
            handled++;
        }
    }

    @Override
    public void handleAgain(EventMessage<?> event, Segment segment) {
        projection.discard();
        if (event instanceof TrackedEventMessage<?> tracked) {
            projection.redo(tracked);
        }
    }

    /** Read models are rebuilt by a replay beside those that are served, or from empty tables: never by a reset. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    private Projection begin(UnitOfWork<?> work) {
        // An earlier unit of work may have ended without a commit or a roll-back.
        projection.discard();
        handled = 0;
        work.onPrepareCommit(ended -> projection.flush());
        work.onRollback(ended -> projection.discard());
        work.onCleanup(ended -> rest());
        return projection;
    }

    /** After a full batch it does not rest: more events wait already. */
    private void rest() {
        if (handled < TrackingProcessors.BATCH_EVENTS_MAX) {
            Polling.rest(projection.rest(handled));
        }
    }
}
