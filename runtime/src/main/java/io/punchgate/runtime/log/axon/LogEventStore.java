package io.punchgate.runtime.log.axon;

import io.punchgate.runtime.log.EventLog;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/**
 * The event log as Axon's event store. Each event processor follows the log by itself: Axon's embedded store has a thread
 * between them and the log, and keeps thousands of events that the log keeps already.
 */
public final class LogEventStore extends AbstractEventStore {

    private final EventLog log;

    LogEventStore(Builder builder, EventLog log) {
        super(builder);
        this.log = log;
    }

    static Builder builder() {
        return new Builder();
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new LogStream(log, token == null ? 0 : token.position().orElse(0));
    }

    /** The builder that Axon's base class asks for. */
    static final class Builder extends AbstractEventStore.Builder {}
}
