package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.Migrations;
import io.punchgate.runtime.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LogStreamTest {

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final EventLog own = new EventLog(new JdbcTemplate(dataSource), new EventRecords());
    private final EventLog other = new EventLog(new JdbcTemplate(dataSource), new EventRecords());
    private final AppendSignal signal = new AppendSignal();
    private long sequence;

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "log");
    }

    @Test
    void givenStoredEvents_whenFollowedFromAPosition_thenTheLaterOnesComeInOrder() throws Exception {
        append(other, 2_500);
        LogStream stream = new LogStream(own, signal, 500);

        assertThat(take(stream, 2_000))
                .isSorted()
                .hasSize(2_000)
                .startsWith(501L)
                .endsWith(2_500L);
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void givenAWaitingStream_whenThisProcessAppends_thenItIsWoken() throws Exception {
        LogStream stream = new LogStream(own, signal, 0);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> hasNext(stream));

        append(own, 1);
        signal.ownAppend();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(1L);
    }

    @Test
    void givenAWaitingStream_whenItIsToldThatAnotherProcessAppended_thenItReadsThat() throws Exception {
        LogStream stream = new LogStream(own, signal, 0);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> hasNext(stream));

        append(other, 1);
        signal.othersAppend();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(1L);
    }

    @Test
    void givenNobodyTold_whenTheWaitIsOver_thenTheTableIsReadNonetheless() throws Exception {
        LogStream stream = new LogStream(own, signal, 0);
        assertThat(stream.peek()).isEmpty();
        append(other, 1);

        assertThat(stream.peek()).isEmpty();
        assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(1L);
    }

    @Test
    void givenTwoProcessesThatAppendInTurn_whenFollowed_thenNothingIsPassedOver() throws Exception {
        LogStream stream = new LogStream(own, signal, 0);
        List<Long> positions = new ArrayList<>();
        for (int turn = 0; turn < 20; turn++) {
            append(other, 3);
            append(own, 2);
            signal.ownAppend();
            positions.addAll(take(stream, 5));
        }

        assertThat(positions).isSorted().doesNotHaveDuplicates().hasSize(100).endsWith(100L);
    }

    private static boolean hasNext(LogStream stream) {
        try {
            return stream.hasNextAvailable(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> take(LogStream stream, int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TrackedEventMessage<?> event = stream.nextAvailable();
            positions.add(event.trackingToken().position().orElseThrow());
        }
        return positions;
    }

    private void append(EventLog log, int count) {
        transaction.executeWithoutResult(status -> {
            List<StoredEvent> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(new StoredEvent(
                        "id-" + sequence,
                        "customer/acme",
                        sequence++,
                        Instant.EPOCH,
                        new ApiKeyRevoked("acme", "key", Instant.EPOCH)));
            }
            log.append(events);
        });
    }
}
