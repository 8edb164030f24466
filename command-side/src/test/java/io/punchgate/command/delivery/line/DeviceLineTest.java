package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.command.delivery.outbox.Backlog;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class DeviceLineTest {

    private static final String SN = "SN";

    @Test
    void givenPunchesAreRead_whenAnEventSettlesThemMeanwhile_thenTheyAreNotSent() {
        LineLog log = new LineLog(SN);
        log.record(3);
        DeviceLine line = new DeviceLine(
                new LineRow(new LineKey(CallbackId.ofDefault("acme"), SN), 2, -1, 2, null, List.of()),
                CallbackWants.ALL_PUNCHES,
                new Backlog());
        line.queue();
        PunchReader settling = new PunchReader(
                new EmbeddedEventStore(EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine())) {
                    @Override
                    public DomainEventStream readEvents(String stream, long from) {
                        Iterator<? extends DomainEventMessage<?>> read = log.store()
                                .readEvents(stream, from)
                                .asStream()
                                .toList()
                                .iterator();
                        line.recordSettled(0, LineLog.id(0));
                        line.recordSettled(1, LineLog.id(1));
                        return DomainEventStream.of(Stream.generate(read::next).limit(3));
                    }
                });

        assertThat(line.next(settling, 1))
                .singleElement()
                .satisfies(head -> assertThat(head.sequence()).isEqualTo(2));
    }
}
