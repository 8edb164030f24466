package io.punchgate.query.stream;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.ErasesPersons;
import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.LiveDevices;
import io.punchgate.query.stream.event.LiveDevices.Silent;
import io.punchgate.query.stream.event.StreamEvent;
import io.punchgate.query.stream.event.StreamEvents;
import io.punchgate.query.stream.event.StreamType;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StoredEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * The events that the log tells from now on, for all listeners of a process. One thread adds to it; listeners find their places and take from
 * the ring.
 *
 * <p>A silence that became too long is told before the first event that was recorded later, so that every process tells it at the
 * same place; where no event follows, it is told a little later.
 */
final class LiveEvents {

    private final LiveDevices devices;
    private final long presenceKnown;
    private final StreamEvents events;
    private final Ring ring;
    /** The time up to which silences were told before the ring began. */
    private final Instant begun;

    /** Held while the ring moves on, and while a listener finds its place in it. */
    private final ReentrantLock order = new ReentrantLock();

    private long position;

    /**
     * Nothing yet.
     *
     * @param events that use those devices
     * @param eventsKept the events of the log that are kept
     */
    LiveEvents(DeviceTable.Known known, StreamEvents events, int eventsKept) {
        this.devices = known.devices();
        this.presenceKnown = known.position();
        this.events = events;
        this.position = known.settingsFrom();
        this.ring = new Ring(known.position(), eventsKept);
        this.begun = devices.told();
    }

    /**
     * The place at which a listener goes on.
     *
     * @param upTo the position up to which it reads the log before; 0: it need not
     * @param silences the events that it is told then
     * @param number of the entry of the ring with which it goes on then
     * @param watermark the time up to which it is told silences by then
     */
    record Place(long upTo, List<StreamEvent> silences, long number, Instant watermark) {}

    /** The place for a listener that was told everything up to there, silences up to another time included. */
    Place place(StreamFilter filter, EventId toldUpTo, Instant silencesUpTo) {
        order.lock();
        try {
            boolean covered = ring.covers(toldUpTo);
            Instant watermark = covered ? begun : devices.told();
            long at = covered ? toldUpTo.position() : reached();
            List<StreamEvent> silences = filter.wantsPresence() && silencesUpTo.isBefore(watermark)
                    ? devices.silentBetween(filter.customerId(), silencesUpTo, watermark).stream()
                            .map(silent -> event(at, silent))
                            .toList()
                    : List.of();
            return new Place(
                    covered ? 0 : reached(), silences, covered ? ring.firstBehind(toldUpTo) : ring.next(), watermark);
        } finally {
            order.unlock();
        }
    }

    /** Behind there the ring goes on: at first its beginning, up to which settings may have to be caught up. */
    private long reached() {
        return Math.max(position, presenceKnown);
    }

    Ring ring() {
        return ring;
    }

    LiveDevices devices() {
        return devices;
    }

    /** The position up to which the log was added. Asked by the thread that adds. */
    long position() {
        return position;
    }

    /** Adds events of the log, and returns the customers of what they gave. */
    Set<String> add(List<? extends TrackedEventMessage<?>> read) {
        Set<String> customers = new HashSet<>();
        order.lock();
        try {
            read.forEach(message -> add(message, customers));
        } finally {
            order.unlock();
        }
        return customers;
    }

    private void add(TrackedEventMessage<?> message, Set<String> customers) {
        long at = message.trackingToken().position().orElseThrow();
        if (message instanceof DomainEventMessage<?> domain && domain.getPayload() instanceof DomainEvent payload) {
            devices.settings(payload);
            if (payload instanceof ErasesPersons erasure) {
                erase(erasure.persons());
            }
            if (at > presenceKnown) {
                addSilences(domain.getTimestamp(), customers);
                add(at, events.of(logged(at, domain, payload)), customers);
            }
        }
        position = Math.max(position, at);
    }

    /** Nothing that is kept for listeners to come tells of people who were erased. */
    private void erase(Collection<UUID> persons) {
        events.erase(persons);
        ring.kept().forEach(event -> event.erase(persons));
    }

    private static Logged logged(long at, DomainEventMessage<?> domain, DomainEvent payload) {
        return new Logged(
                at,
                new StoredEvent(
                        domain.getIdentifier(),
                        domain.getAggregateIdentifier(),
                        domain.getSequenceNumber(),
                        domain.getTimestamp(),
                        payload));
    }

    private void add(long at, List<StreamEvent> made, Set<String> customers) {
        if (!made.isEmpty()) {
            String customerId = made.getFirst().customerId();
            ring.add(at, customerId, made, devices.told());
            customers.add(customerId);
        }
    }

    /** Adds what there is to tell of devices that were silent for too long at a time, and returns their customers. */
    Set<String> addSilences(Instant until) {
        Set<String> customers = new HashSet<>();
        order.lock();
        try {
            addSilences(until, customers);
        } finally {
            order.unlock();
        }
        return customers;
    }

    private void addSilences(Instant until, Set<String> customers) {
        devices.silentUntil(until).forEach(silent -> add(reached(), List.of(event(reached(), silent)), customers));
    }

    private static StreamEvent event(long position, Silent silent) {
        return new StreamEvent(
                EventId.of(position, silent.silence()),
                StreamType.PRESENCE,
                silent.customerId(),
                silent.silence().sn(),
                silent.silence().due(),
                silent::presence);
    }
}
