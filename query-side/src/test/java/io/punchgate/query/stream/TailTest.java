package io.punchgate.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.query.TestEvents;
import io.punchgate.query.stream.event.LiveDevices;
import io.punchgate.query.stream.event.StreamEvents;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.wait.StandStill;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@BesideOthers
class TailTest {

    private final InMemoryEventStorageEngine events = new InMemoryEventStorageEngine();
    private final Log log = new Log(events);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StandStill standStill = new StandStill(LoggerFactory.getLogger(TailTest.class), "streams");
    private @Nullable Tail tail;

    @AfterEach
    void close() {
        if (tail != null) {
            tail.close();
        }
        log.readable.shutDown();
    }

    /** A log that can be read, or not. */
    private static final class Log extends AbstractEventStore {

        private final EmbeddedEventStore readable;
        private volatile boolean away = true;

        Log(InMemoryEventStorageEngine events) {
            super(new Builder().storageEngine(events));
            this.readable = EmbeddedEventStore.builder().storageEngine(events).build();
        }

        @Override
        public TrackingEventStream openStream(@Nullable TrackingToken token) {
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            return readable.openStream(token);
        }

        private static final class Builder extends AbstractEventStore.Builder {}
    }

    private final class ToldAll implements Tail.Told {

        @Override
        public void added(Set<String> customerIds) {
            told.addAll(customerIds);
        }

        @Override
        public void revoked(String customerId, String keyId) {
            told.add(keyId);
        }

        @Override
        public void standStill() {
            told.add("stand still");
        }
    }

    @Test
    void givenALogThatCannotBeRead_whenThatLastsTooLong_thenThoseWhoAreToldLearnItAndAreToldOnceItCanBeRead()
            throws InterruptedException {
        LiveDevices devices = new LiveDevices(TestEvents.AT);
        LiveEvents live = new LiveEvents(
                new DeviceTable.Known(devices, 0, 0), new StreamEvents(devices, LiveEventsTest.unasked(), 100), 16);
        tail = Tail.begin(log, live, Clock.systemUTC(), new ToldAll(), standStill, Duration.ofMillis(500));

        assertThat(told.take()).isEqualTo("stand still");
        assertThat(standStill.standing()).isEqualTo(1);

        events.appendEvents(
                message(0, TestEvents.device("SN-1", "acme")),
                message(1, TestEvents.punch("p1", "SN-1", "acme", TestEvents.AT)));
        log.away = false;

        await().until(() -> standStill.standing() == 0);
        await().until(() -> told.contains("acme"));
    }

    private static GenericDomainEventMessage<DeviceEvent> message(long sequence, DeviceEvent event) {
        return new GenericDomainEventMessage<>("device", Streams.device("SN-1"), sequence, event);
    }
}
