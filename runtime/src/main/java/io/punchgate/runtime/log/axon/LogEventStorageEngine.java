package io.punchgate.runtime.log.axon;

import io.punchgate.api.DomainEvent;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.axon.Pages.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * The event log as Axon's storage engine. Positions are dense and become visible in their order, so a plain position is
 * a complete tracking token: there are no gaps to remember.
 *
 * <p>Events are stored without metadata: an event says all there is to say.
 */
public final class LogEventStorageEngine implements EventStorageEngine {

    /**
     * Readers of a stream seldom want many events: those after an aggregate's snapshot, or the next punches to push, which are
     * as many as a line keeps. Each event that is read is decoded, wanted or not, so that later pages are no larger than what
     * was read before them.
     */
    private static final int FIRST_EVENTS_OF_STREAM = 64;

    private final EventLog log;
    private final Snapshots snapshots;

    public LogEventStorageEngine(EventLog log, Snapshots snapshots) {
        this.log = log;
        this.snapshots = snapshots;
    }

    /** Appends events in the current transaction. A stream that moved on in between is a {@link ConcurrencyException}. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        List<StoredEvent> appended = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            appended.add(toStored(event));
        }
        try {
            log.append(appended);
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyException("another writer appended to one of these streams", e);
        }
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(snapshot);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return snapshots.read(stream);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        long after = token == null ? 0 : token.position().orElse(0);
        return Pages.<Logged, TrackedEventMessage<?>>stream(
                last -> {
                    List<Logged> read = log.readAfter(last == null ? after : last.position());
                    return new Page<>(read, read.isEmpty()); // It may also have ended before one that cannot be read.
                },
                LogEventStorageEngine::toTracked);
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return DomainEventStream.of(Pages.<Logged, DomainEventMessage<?>>stream(
                last -> {
                    long from = last == null ? firstSequence : last.event().sequence() + 1;
                    int max = Math.clamp(from - firstSequence, FIRST_EVENTS_OF_STREAM, EventLog.PAGE_EVENTS);
                    return Page.of(log.readStream(stream, from, max), max);
                },
                logged -> toDomain(logged.event())));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return log.lastSequence(stream);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head());
    }

    /** A token after which only events recorded at that instant or later follow. */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(log.lastPositionBefore(instant));
    }

    private static StoredEvent toStored(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event && event.getPayload() instanceof DomainEvent payload)) {
            throw new IllegalArgumentException("only events of aggregates are stored, not " + message.getPayloadType());
        }
        return new StoredEvent(
                event.getIdentifier(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getTimestamp(),
                payload);
    }

    static TrackedEventMessage<?> toTracked(Logged logged) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(logged.position()), toDomain(logged.event()));
    }

    private static DomainEventMessage<?> toDomain(StoredEvent event) {
        return new GenericDomainEventMessage<>(
                event.stream().substring(0, event.stream().indexOf('/')),
                event.stream(),
                event.sequence(),
                event.payload(),
                MetaData.emptyInstance(),
                event.eventId(),
                event.at());
    }
}
