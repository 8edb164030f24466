package io.punchgate.runtime.log.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.Role;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
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
    private long sequence;

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "log");
    }

    @Test
    void givenStoredEvents_whenFollowedFromAPosition_thenTheLaterOnesComeInOrder() throws Exception {
        append(other, 2_500);
        LogStream stream = new LogStream(own, 500);

        assertThat(take(stream, 2_000))
                .isSorted()
                .hasSize(2_000)
                .startsWith(501L)
                .endsWith(2_500L);
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void givenAWaitingStream_whenThisProcessAppends_thenItIsWoken() throws Exception {
        LogStream stream = new LogStream(own, 0);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> hasNext(stream));

        append(own, 1);

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(1L);
    }

    @Test
    void givenAWaitingStream_whenItIsToldThatAnotherProcessAppended_thenItReadsThat() throws Exception {
        LogStream stream = new LogStream(own, 0);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> hasNext(stream));

        append(other, 1);
        own.followers().othersAppended();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(1L);
    }

    @Test
    void givenNobodyTold_whenTheWaitIsOver_thenTheTableIsReadNonetheless() throws Exception {
        LogStream stream = new LogStream(own, 0);
        assertThat(stream.peek()).isEmpty();
        append(other, 1);

        assertThat(stream.peek()).isEmpty();
        assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(1L);
    }

    @Test
    void givenTwoProcessesThatAppendInTurn_whenFollowed_thenNothingIsPassedOver() throws Exception {
        LogStream stream = new LogStream(own, 0);
        List<Long> positions = new ArrayList<>();
        for (int turn = 0; turn < 20; turn++) {
            append(other, 3);
            append(own, 2);
            positions.addAll(take(stream, 5));
        }

        assertThat(positions).isSorted().doesNotHaveDuplicates().hasSize(100).endsWith(100L);
    }

    @Test
    void givenATypeThatIsSkipped_whenOnlySuchEventsCome_thenTheLatestIsHandedOutAtTheEndOfAWait() throws Exception {
        LogStream stream = new LogStream(own, 0);
        append(own, 1);
        stream.skipMessagesWithPayloadTypeOf(stream.nextAvailable());

        append(own, 10);

        assertThat(stream.peek()).isEmpty();
        assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(11L);
        assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void givenATypeThatIsSkipped_whenAnotherFollows_thenItWakesTheStreamAndComesAlone() throws Exception {
        LogStream stream = new LogStream(own, 0);
        append(own, 1);
        stream.skipMessagesWithPayloadTypeOf(stream.nextAvailable());
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> hasNext(stream));

        append(own, 3);
        append(own, new ApiKeyIssued("acme", "key", "erp", Role.AUDITOR, "hash", null, null, Instant.EPOCH), 1);
        append(own, 3);

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(take(stream, 1)).containsExactly(5L);
        assertThat(stream.peek()).isEmpty();
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
        append(log, new ApiKeyRevoked("acme", "key", Instant.EPOCH), count);
    }

    private void append(EventLog log, DomainEvent event, int count) {
        transaction.executeWithoutResult(status -> {
            List<StoredEvent> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(new StoredEvent("id-" + sequence, "customer/acme", sequence++, Instant.EPOCH, event));
            }
            log.append(events);
        });
    }
}
