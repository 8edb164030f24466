package io.punchgate.query.projection;

import java.util.Map;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The positions of the projections' event processors. A projection's own position moves with them, in one transaction, also
 * where nothing of concern came: a reader then sees at once that nothing is left to wait for.
 */
public final class ProjectionTokens extends JdbcTokenStore {

    private final Map<String, Projection> projections;

    /** A store for the processors of these projections, by name. */
    public ProjectionTokens(Builder builder, Map<String, Projection> projections) {
        super(builder);
        this.projections = Map.copyOf(projections);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        super.storeToken(token, processor, segment);
        reached(processor, token);
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        return fetched(processor, super.fetchToken(processor, segment));
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        return fetched(processor, super.fetchToken(processor, segment));
    }

    /** A read model that was written before its position moved with the token catches up here. */
    private TrackingToken fetched(String processor, TrackingToken token) {
        if (!CurrentUnitOfWork.isStarted()) {
            projection(processor).discard();
            reached(processor, token);
        }
        return token;
    }

    /** Axon stores the token before the events are handled. */
    private void reached(String processor, @Nullable TrackingToken token) {
        if (token == null || token.position().isEmpty()) {
            return;
        }
        long position = token.position().getAsLong();
        Projection projection = projection(processor);
        if (CurrentUnitOfWork.isStarted()) {
            projection.reaching(position);
            CurrentUnitOfWork.get().onCommit(committing -> projection.reached(position));
        } else {
            projection.reached(position);
        }
    }

    /** Within a batch, the flush checks the same. */
    @Override
    public void extendClaim(String processor, int segment) {
        super.extendClaim(processor, segment);
        if (!CurrentUnitOfWork.isStarted()) {
            projection(processor).check();
        }
    }

    private Projection projection(String processor) {
        Projection projection = projections.get(processor);
        if (projection == null) {
            throw new IllegalArgumentException("no projection is named " + processor);
        }
        return projection;
    }
}
