package io.punchgate.runtime.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.log.read.UnreadableEvents;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LogEventStorageEngineTest {

    private static final String STREAM = "customer/acme";

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final EventLog log = new EventLog(jdbc, new EventRecords());
    private final LogEventStorageEngine engine =
            new LogEventStorageEngine(log, new Snapshots(JdbcClient.create(dataSource)));

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "log");
    }

    @Test
    void givenAppendedEvents_whenReadByStreamAndByPosition_thenTheyComeBackEqualAndInOrder() {
        append(event(STREAM, 0), event(STREAM, 1), event("customer/other", 0));

        assertThat(engine.readEvents(STREAM, 1).asStream().<Object>map(DomainEventMessage::getPayload))
                .containsExactly(new ApiKeyRevoked(STREAM, "key-1", Instant.EPOCH));
        assertThat(positionsAfter(null)).containsExactly(1L, 2L, 3L);
        assertThat(positionsAfter(2L)).containsExactly(3L);
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThat(engine.lastSequenceNumberFor(STREAM)).contains(1L);
        assertThat(engine.lastSequenceNumberFor("customer/none")).isEmpty();
    }

    @Test
    void givenMoreEventsThanAPage_whenRead_thenNoneIsMissed() {
        int events = EventLog.PAGE_EVENTS * 2 + 1;
        append(IntStream.range(0, events).mapToObj(i -> event(STREAM, i)).toArray(DomainEventMessage<?>[]::new));

        assertThat(engine.readEvents(STREAM, 0).asStream()).hasSize(events);
        assertThat(positionsAfter(null)).hasSize(events);
    }

    @Test
    void givenAnEventThatCannotBeRead_whenRead_thenThoseBeforeItComeAndItIsNotPassedOver() {
        append(event(STREAM, 0), event(STREAM, 1), event(STREAM, 2));
        jdbc.update("update log.event set record = replace(record, '.v1\"', '.v99\"') where position = 2");

        EventLog ofAnotherProcess = new EventLog(jdbc, new EventRecords());
        assertThat(ofAnotherProcess.readAfter(0)).extracting(Logged::position).containsExactly(1L);
        assertThatThrownBy(() -> ofAnotherProcess.readAfter(1)).hasMessageContaining("position 2");
        var stream = new LogEventStorageEngine(ofAnotherProcess, new Snapshots(JdbcClient.create(dataSource)))
                .readEvents(null, false);
        assertThatThrownBy(stream::count).hasMessageContaining("position 2");
        UnreadableEvents unreadable = new UnreadableEvents(JdbcClient.create(dataSource), new EventRecords());
        assertThat(unreadable.firstAfter(0)).contains("position 2", "api-key-revoked.v99");
    }

    @Test
    void givenAnEventOfThatSequence_whenAppendedAgain_thenItIsRefusedAndThePositionIsNotLost() {
        append(event(STREAM, 0));

        assertThatThrownBy(() -> append(event("customer/new", 0), event(STREAM, 0)))
                .isInstanceOf(ConcurrencyException.class);

        append(event(STREAM, 1));
        assertThat(positionsAfter(null)).containsExactly(1L, 2L);
    }

    @Test
    void givenNoTransaction_whenAppended_thenItIsRefused() {
        assertThatThrownBy(() -> engine.appendEvents(List.of(event(STREAM, 0))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenAnEventOfNoAggregate_whenAppended_thenItIsRefused() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> engine.appendEvents(List.of(GenericEventMessage.asEventMessage("free")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The reason for the head's lock: a tracking token is a plain number only if no lower position shows up later. */
    @Test
    void givenManyWritersAtOnce_whenAReaderFollows_thenPositionsAreDenseAndNeverAppearLate() throws Exception {
        int writers = 8;
        int appendsEach = 50;
        CountDownLatch begin = new CountDownLatch(1);
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> writing = IntStream.range(0, writers)
                    .mapToObj(
                            w -> CompletableFuture.runAsync(() -> write("customer/w" + w, appendsEach, begin), threads))
                    .toList();
            begin.countDown();
            CompletableFuture<Void> all = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
            while (!all.isDone()) {
                seen.addAll(positionsAfter(seen.isEmpty() ? null : seen.getLast(), engine));
            }
            all.get(1, TimeUnit.SECONDS);
        }
        seen.addAll(positionsAfter(seen.isEmpty() ? null : seen.getLast(), engine));

        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, (long) writers * appendsEach)
                        .boxed()
                        .toList());
    }

    @Test
    void givenSnapshots_whenRead_thenTheLatestOfTheCurrentRevisionIsFound() {
        engine.storeSnapshot(snapshot(4, new Counter(4)));
        engine.storeSnapshot(snapshot(2, new Counter(2)));

        assertThat(engine.readSnapshot(STREAM)).hasValueSatisfying(found -> {
            assertThat(found.getSequenceNumber()).isEqualTo(4);
            assertThat(((Counter) found.getPayload()).count()).isEqualTo(4);
        });

        jdbc.update("update log.snapshot set revision = 'older'");
        assertThat(engine.readSnapshot(STREAM)).isEmpty();
    }

    @Test
    void givenEventsOfSeveralTimes_whenATokenAtAnInstantIsMade_thenEarlierEventsLieBeforeIt() {
        append(event(STREAM, 0), event(STREAM, 1));

        assertThat(engine.createTokenAt(Instant.EPOCH)).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createTokenAt(Instant.parse("2100-01-01T00:00:00Z")))
                .isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    private void write(String stream, int appends, CountDownLatch begin) {
        try {
            begin.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int sequence = 0; sequence < appends; sequence++) {
            append(event(stream, sequence));
        }
    }

    private void append(DomainEventMessage<?>... events) {
        transaction.executeWithoutResult(status -> engine.appendEvents(List.of(events)));
    }

    /** As the process tells that appended them, and as another tells, which has to read and decode them. */
    private List<Long> positionsAfter(@Nullable Long position) {
        List<Long> told = positionsAfter(position, engine);
        EventLog read = new EventLog(jdbc, new EventRecords());
        assertThat(positionsAfter(
                        position, new LogEventStorageEngine(read, new Snapshots(JdbcClient.create(dataSource)))))
                .isEqualTo(told);
        return told;
    }

    private static List<Long> positionsAfter(@Nullable Long position, LogEventStorageEngine engine) {
        return engine.readEvents(position == null ? null : new GlobalSequenceTrackingToken(position), false)
                .map(TrackedEventMessage::trackingToken)
                .map(token -> token.position().orElseThrow())
                .toList();
    }

    private static DomainEventMessage<?> event(String stream, long sequence) {
        return new GenericDomainEventMessage<>(
                "customer", stream, sequence, new ApiKeyRevoked(stream, "key-" + sequence, Instant.EPOCH));
    }

    private static DomainEventMessage<?> snapshot(long sequence, Counter state) {
        return new GenericDomainEventMessage<>("Counter", STREAM, sequence, state);
    }

    @Revision("1")
    record Counter(int count) {}
}
