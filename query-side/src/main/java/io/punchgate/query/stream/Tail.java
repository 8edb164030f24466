package io.punchgate.query.stream;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.wait.Polling;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log once for all listeners of a process. It never waits for one of them, nor for a read model. */
final class Tail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    /** An event is appended, and read here, within so long of the time at which it was recorded. */
    private static final Duration EVENT_LATE_MAX = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int WAIT_MILLIS = 200;
    private static final int EVENTS_AT_ONCE_MAX = 1_000;

    private final EventStore log;
    private final LiveEvents events;
    private final Clock clock;
    private final Told told;
    private volatile boolean running = true;

    /** Those who are told of what was added. */
    interface Told {

        /** There is something new of these customers. */
        void added(Set<String> customerIds);

        /** A key is no good any more. */
        void revoked(String customerId, String keyId);
    }

    private Tail(EventStore log, LiveEvents events, Clock clock, Told told) {
        this.log = log;
        this.events = events;
        this.clock = clock;
        this.told = told;
    }

    /** Begins to add to those events what the log tells, on a thread of its own. */
    static Tail begin(EventStore log, LiveEvents events, Clock clock, Told told) {
        Tail tail = new Tail(log, events, clock, told);
        Thread.ofPlatform().daemon().name("stream-tail").start(tail::follow);
        return tail;
    }

    /** The events that it adds to. */
    LiveEvents events() {
        return events;
    }

    private void follow() {
        while (running) {
            try (BlockingStream<TrackedEventMessage<?>> stream =
                    log.openStream(new GlobalSequenceTrackingToken(events.position()))) {
                followUntilItFails(stream);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("streams stand still, as the log cannot be read: {}", e.toString());
                Polling.rest(RETRY_AFTER);
            }
        }
    }

    private void followUntilItFails(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        while (running) {
            boolean any = stream.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            Set<String> customers =
                    any ? add(read(stream)) : events.addSilences(clock.instant().minus(EVENT_LATE_MAX));
            if (!customers.isEmpty()) {
                told.added(customers);
            }
        }
    }

    private static List<TrackedEventMessage<?>> read(BlockingStream<TrackedEventMessage<?>> stream)
            throws InterruptedException {
        List<TrackedEventMessage<?>> read = new ArrayList<>();
        do {
            read.add(stream.nextAvailable());
        } while (read.size() < EVENTS_AT_ONCE_MAX && stream.hasNextAvailable(0, TimeUnit.MILLISECONDS));
        return read;
    }

    private Set<String> add(List<TrackedEventMessage<?>> read) {
        Set<String> customers = events.add(read);
        for (TrackedEventMessage<?> message : read) {
            if (message.getPayload() instanceof ApiKeyRevoked revoked) {
                told.revoked(revoked.customerId(), revoked.keyId());
            }
        }
        return customers;
    }

    @Override
    public void close() {
        running = false;
    }
}
