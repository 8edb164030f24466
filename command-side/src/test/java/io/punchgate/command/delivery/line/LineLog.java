package io.punchgate.command.delivery.line;

import io.punchgate.api.Streams;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** The log of {@link LineWorld}: the events about one device's punches, and an event store that holds the punches. */
final class LineLog {

    /** An event about one of a line's punches. */
    sealed interface LineEvent {

        /** It was recorded. */
        record Recorded(QueuedPunch punch) implements LineEvent {}

        /** It was acknowledged at its first attempt. */
        record Delivered(long sequence) implements LineEvent {}

        /** An attempt failed. */
        record Failed(long sequence) implements LineEvent {}

        /** Its saga's attempt was acknowledged, or it was parked. */
        record Settled(long sequence) implements LineEvent {}
    }

    private final String sn;
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final PunchReader reader = new PunchReader(store);
    private final List<LineEvent> events = new ArrayList<>();
    private long recorded;

    LineLog(String sn) {
        this.sn = sn;
    }

    static String id(long sequence) {
        return "p" + sequence;
    }

    void record(int punches) {
        for (int i = 0; i < punches; i++) {
            QueuedPunch punch = new QueuedPunch(recorded, Punches.of(id(recorded), sn));
            store.publish(new GenericDomainEventMessage<>("test", Streams.device(sn), recorded, punch.event()));
            events.add(new LineEvent.Recorded(punch));
            recorded++;
        }
    }

    void add(LineEvent event) {
        events.add(event);
    }

    LineEvent get(int position) {
        return events.get(position);
    }

    int size() {
        return events.size();
    }

    /** The number of recorded punches. */
    long recorded() {
        return recorded;
    }

    EventStore store() {
        return store;
    }

    PunchReader reader() {
        return reader;
    }
}
