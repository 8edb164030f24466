package io.punchgate.query.stream;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.wait.Polling;
import io.punchgate.runtime.wait.StandStill;
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

/** Follows the log once for all listeners of a process. It never waits for one of them, nor for a read model. */
final class Tail implements AutoCloseable {

    /** An event is appended, and read here, within so long of the time at which it was recorded. */
    private static final Duration EVENT_LATE_MAX = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int WAIT_MILLIS = 200;
    private static final int EVENTS_AT_ONCE_MAX = 1_000;

    private final EventStore log;
    private final LiveEvents events;
    private final Clock clock;
    private final Told told;
    private final StandStill standStill;
    private final Duration unreadMax;
    private volatile boolean running = true;
    /** The last time at which the log could be read, or those who are told were told that it cannot be. */
    private long readAtNanos = System.nanoTime();

    /** Those who are told of what was added. */
    interface Told {

        /** There is something new of these customers. */
        void added(Set<String> customerIds);

        /** A key is no good any more. */
        void revoked(String customerId, String keyId);

        /** Nothing could be told for as long as those may be kept waiting. */
        void standStill();
    }

    private Tail(EventStore log, LiveEvents events, Clock clock, Told told, StandStill standStill, Duration unreadMax) {
        this.log = log;
        this.events = events;
        this.clock = clock;
        this.told = told;
        this.standStill = standStill;
        this.unreadMax = unreadMax;
    }

    /**
     * Begins to add to those events what the log tells, on a thread of its own.
     *
     * @param unreadMax the time after which those who are told are told that nothing can be read
     */
    static Tail begin(
            EventStore log, LiveEvents events, Clock clock, Told told, StandStill standStill, Duration unreadMax) {
        Tail tail = new Tail(log, events, clock, told, standStill, unreadMax);
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
                stand(e);
                Polling.rest(RETRY_AFTER);
            }
        }
        standStill.goesOn(this);
    }

    private void stand(RuntimeException why) {
        standStill.stands(this, why);
        if (System.nanoTime() - readAtNanos > unreadMax.toNanos()) {
            told.standStill();
            readAtNanos = System.nanoTime();
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
            readAtNanos = System.nanoTime();
            standStill.goesOn(this);
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
