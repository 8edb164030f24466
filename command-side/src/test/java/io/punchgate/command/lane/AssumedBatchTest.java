package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.PiggybackedStatement;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches that are decided on assumptions, each command of which appends an event to a stream of its own. */
class AssumedBatchTest {

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final EventLog log = new EventLog(jdbc, new EventRecords());
    private final StaleAggregates basis = new StaleAggregates(log, new AggregateCache(10), new NothingToAsk(), 0);
    private final CommandLane lane = new CommandLane(
            new SpringTransactionManager(new JdbcTransactionManager(dataSource)),
            basis,
            List.of(this::look),
            List.of(),
            failure -> {});
    private final GroupCommitCommandBus bus = new GroupCommitCommandBus(lane);
    private final CommandGateway gateway =
            DefaultCommandGateway.builder().commandBus(bus).build();
    private final List<List<String>> storedWhenLooked = new CopyOnWriteArrayList<>();
    private final CountDownLatch laneIsFree = new CountDownLatch(1);
    private final CountDownLatch laneIsBusy = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        Migrations.migrate(dataSource, "log");
        bus.subscribe("java.lang.String", command -> handle((String) command.getPayload()));
        lane.start();
        gateway.send("first").get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        laneIsFree.countDown();
        lane.stop();
    }

    @Test
    void givenAnAssumptionThatHolds_whenCommandsComeTogether_thenAllAreStoredInTheirOrder() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "b", "c");
        for (CompletableFuture<String> result : results) {
            result.get(5, TimeUnit.SECONDS);
        }

        assertThat(stored()).containsExactly("first", "occupy", "a", "b", "c");
    }

    @Test
    void givenACommandThatSpoilsItsBatch_whenDecidedWithOthers_thenItFailsAloneAndNothingIsStoredTwice()
            throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "poison", "c");

        assertThat(results.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(results.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("c");
        assertThatThrownBy(() -> results.get(1).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(stored()).containsExactly("first", "occupy", "a", "c");
    }

    @Test
    void givenAnotherProcessAppends_whenCommandsWereDecidedOnTheOldHead_thenTheyAreStoredAfterIt() throws Exception {
        CompletableFuture<String> occupying = gateway.send("occupy");
        assertThat(laneIsBusy.await(5, TimeUnit.SECONDS)).isTrue();
        appendAsAnotherProcess();
        laneIsFree.countDown();

        assertThat(occupying.get(5, TimeUnit.SECONDS)).isEqualTo("occupy");
        assertThat(stored()).containsExactly("first", "foreign", "occupy");
    }

    @Test
    void givenMoreThanTheLaneWritesItself_whenAnotherProcessAppendsMeanwhile_thenAllAreStoredAfterItInTheirOrder()
            throws Exception {
        List<String> many = IntStream.range(0, 150)
                .mapToObj(number -> number == 75 ? "intrude" : "many-" + number)
                .toList();
        for (CompletableFuture<String> result : sendWhileBusy(many.toArray(String[]::new))) {
            result.get(5, TimeUnit.SECONDS);
        }

        List<String> expected = new ArrayList<>(List.of("first", "occupy", "foreign"));
        expected.addAll(many);
        assertThat(stored()).isEqualTo(expected);
    }

    @Test
    void givenSomethingToDoOnceStored_whenItsBatchIsDecidedAgain_thenItIsDoneOnceAndNotBefore() throws Exception {
        CompletableFuture<String> occupying = gateway.send("occupy");
        assertThat(laneIsBusy.await(5, TimeUnit.SECONDS)).isTrue();
        appendAsAnotherProcess();
        CompletableFuture<String> looking = gateway.send("look");
        laneIsFree.countDown();
        occupying.get(5, TimeUnit.SECONDS);
        looking.get(5, TimeUnit.SECONDS);

        assertThat(storedWhenLooked).containsExactly(List.of("first", "foreign", "occupy", "look"));
    }

    private List<CompletableFuture<String>> sendWhileBusy(String... commands) throws InterruptedException {
        CompletableFuture<String> occupying = gateway.send("occupy");
        assertThat(laneIsBusy.await(5, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<String>> results =
                List.of(commands).stream().map(gateway::<String>send).toList();
        laneIsFree.countDown();
        occupying.join();
        return results;
    }

    private String handle(String command) throws InterruptedException {
        if (command.equals("occupy")) {
            laneIsBusy.countDown();
            laneIsFree.await();
        }
        if (command.equals("intrude") && !stored().contains("foreign")) {
            appendAsAnotherProcess();
        }
        CurrentUnitOfWork.get().root().onPrepareCommit(unitOfWork -> {
            if (command.equals("poison")) {
                throw new IllegalArgumentException("spoilt");
            }
            log.append(List.of(event(command)));
            basis.countAppended(List.of(new GenericEventMessage<>(command)));
        });
        return command;
    }

    private void look(List<? extends CommandMessage<?>> batch, OpenAppend append) {
        if (batch.stream().anyMatch(command -> command.getPayload().equals("look"))) {
            append.onceStored(() -> storedWhenLooked.add(stored()));
        }
    }

    private void appendAsAnotherProcess() {
        EventLog other = new EventLog(jdbc, new EventRecords());
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .executeWithoutResult(status -> other.append(List.of(event("foreign"))));
    }

    private List<String> stored() {
        return jdbc.queryForList("select substr(stream, 10) from log.event order by position", String.class);
    }

    private static StoredEvent event(String name) {
        return new StoredEvent(
                "id-" + name, "customer/" + name, 0, Instant.EPOCH, new ApiKeyRevoked(name, "key", Instant.EPOCH));
    }

    private static final class NothingToAsk implements BatchLookUp {

        @Override
        public @Nullable PiggybackedStatement lookUp(List<? extends CommandMessage<?>> batch) {
            return null;
        }

        @Override
        public void answered(OpenAppend append) {}

        @Override
        public void assume(OpenAppend append) {}

        @Override
        public boolean wasSurprised() {
            return false;
        }

        @Override
        public void forget() {}
    }
}
