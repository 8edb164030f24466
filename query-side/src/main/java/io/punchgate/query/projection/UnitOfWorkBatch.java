package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Feeds a projection from Axon's event processor: flushes once a batch, in the transaction that stores the token. */
public final class UnitOfWorkBatch {

    private final Projection projection;

    public UnitOfWorkBatch(Projection projection) {
        this.projection = projection;
    }

    /** Takes an event of the current unit of work. */
    public void on(DomainEvent event, TrackingToken token) {
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        work.getOrComputeResource(UnitOfWorkBatch.class.getName() + projection.name(), key -> begin(work));
        projection.on(event, token.position().orElseThrow(() -> new IllegalStateException("a token without position")));
    }

    private Projection begin(UnitOfWork<?> work) {
        // What an earlier unit of work left, one that ended before it could say so.
        projection.discard();
        work.onPrepareCommit(ended -> projection.flush());
        work.onRollback(ended -> projection.discard());
        return projection;
    }
}
