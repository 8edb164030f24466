package io.punchgate.command.delivery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.Punches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

    private static final TrackingToken END = new GlobalSequenceTrackingToken(7);
    private static final Object PUNCH = Punches.of("p", "A");

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicLong nanoTime = new AtomicLong();
    private final WriteBehind writeBehind = new WriteBehind(nanoTime::get);

    WriteBehindTest() {
        writeBehind.writeWith(writes::incrementAndGet);
    }

    @Test
    void givenManyPunchesAndAcknowledgements_whenSomethingWasJustWritten_thenTheyWait() {
        List<Object> events = many(PUNCH);
        events.set(1, new PunchesDelivered(CallbackId.ofDefault("acme"), List.of()));
        assertThat(begin(events)).isTrue();
        assertThat(writeBehind.isOn()).isTrue();
        assertThat(writeBehind.token()).isEqualTo(END);
    }

    @Test
    void givenSomethingWaits_whenATokenIsStored_thenItIsWrittenOnce() {
        begin(many(PUNCH));
        writeBehind.tokenIsStored();
        writeBehind.tokenIsStored();
        assertThat(writes).hasValue(1);
        assertThat(writeBehind.isOn()).isFalse();
    }

    @Test
    void givenSomethingWaits_whenNothingWasWrittenForLong_thenTheNextDoesNotWait() {
        begin(many(PUNCH));
        nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(begin(many(PUNCH))).isFalse();
        assertThat(writeBehind.token()).as("what waits still does").isEqualTo(END);
    }

    @Test
    void givenAnEventThatASagaMayHandle_whenItComesWithManyPunches_thenNoneWaits() {
        List<Object> events = many(PUNCH);
        events.add(new RedeliveryRequested(
                CallbackId.ofDefault("acme"), new PunchRef("p", "A", 0), "operator", Instant.EPOCH));
        assertThat(begin(events)).isFalse();
    }

    @Test
    void givenFewPunches_whenTheyCome_thenTheyDoNotWait() {
        assertThat(begin(List.of(PUNCH))).isFalse();
        assertThat(writeBehind.isOn()).isFalse();
    }

    private static List<Object> many(Object event) {
        return new ArrayList<>(Collections.nCopies(WriteBehind.MANY_EVENTS, event));
    }

    private boolean begin(List<Object> events) {
        List<EventMessage<Object>> messages =
                events.stream().map(GenericEventMessage::asEventMessage).toList();
        BatchingUnitOfWork<EventMessage<Object>> unit = new BatchingUnitOfWork<>(messages);
        unit.start();
        try {
            return writeBehind.begin(END);
        } finally {
            unit.rollback();
        }
    }
}
