package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

class CommandLaneTest {

    private final Transactions transactions = new Transactions();
    private final CommandLane lane = new CommandLane(transactions, new Certain(), List.of());
    private final GroupCommitCommandBus bus = new GroupCommitCommandBus(lane);
    private final CommandGateway gateway =
            DefaultCommandGateway.builder().commandBus(bus).build();
    private final CountDownLatch laneIsFree = new CountDownLatch(1);
    private final CountDownLatch laneIsBusy = new CountDownLatch(1);

    CommandLaneTest() {
        bus.subscribe("java.lang.String", command -> handle((String) command.getPayload()));
        lane.start();
    }

    @AfterEach
    void stop() {
        laneIsFree.countDown();
        lane.stop();
    }

    @Test
    void givenCommandsThatWait_whenTheLaneIsFree_thenTheyShareOneTransactionAndKeepTheirOrder() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "b", "c");

        for (CompletableFuture<String> result : results) {
            result.get(5, TimeUnit.SECONDS);
        }

        assertThat(transactions.committed).containsExactly(List.of("occupy"), List.of("a", "b", "c"));
    }

    @Test
    void givenAFailingCommand_whenHandledWithOthers_thenItFailsAlone() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "fail", "c");

        assertThat(results.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(results.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("c");
        assertThatThrownBy(() -> results.get(1).get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(transactions.committed).contains(List.of("a", "c"));
    }

    @Test
    void givenACommandThatSpoilsTheTransaction_whenHandledWithOthers_thenTheOthersAreStoredOneByOne() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "poison", "c");

        assertThat(results.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(results.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("c");
        assertThatThrownBy(() -> results.get(1).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(DuplicateKeyException.class);
        assertThat(transactions.committed).containsExactly(List.of("occupy"), List.of("a"), List.of("c"));
    }

    @Test
    void givenNoDatabase_whenCommandsWait_thenAllAreToldAfterOneAttempt() throws Exception {
        List<CompletableFuture<String>> results =
                sendWhileBusyThen(() -> transactions.reachable = false, "a", "b", "c");

        for (CompletableFuture<String> result : results) {
            assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CannotCreateTransactionException.class);
        }
        assertThat(transactions.attempts).hasValue(2);
    }

    @Test
    void givenAFullLane_whenOneMoreCommandComes_thenItIsRefusedAtOnceAndTheOthersAreHandled() throws Exception {
        CompletableFuture<String> occupying = occupy();
        List<CompletableFuture<String>> waiting = IntStream.range(0, CommandLane.WAITING_COMMANDS_MAX)
                .mapToObj(i -> gateway.<String>send("w" + i))
                .toList();

        CompletableFuture<String> refused = gateway.send("one too many");

        assertThat(refused)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(LaneFull.class);
        laneIsFree.countDown();
        occupying.get(5, TimeUnit.SECONDS);
        for (CompletableFuture<String> result : waiting) {
            result.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void givenCommandsThatWait_whenTheLaneStops_thenTheyAreHandledAndLaterOnesRefused() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "b");
        lane.stop();

        assertThat(results.get(1).get(1, TimeUnit.SECONDS)).isEqualTo("b");
        assertThat(gateway.send("late")).isCompletedExceptionally();
    }

    private List<CompletableFuture<String>> sendWhileBusy(String... commands) throws InterruptedException {
        return sendWhileBusyThen(() -> {}, commands);
    }

    private List<CompletableFuture<String>> sendWhileBusyThen(Runnable before, String... commands)
            throws InterruptedException {
        CompletableFuture<String> occupying = occupy();
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (String command : commands) {
            results.add(gateway.send(command));
        }
        before.run();
        laneIsFree.countDown();
        occupying.join();
        return results;
    }

    private CompletableFuture<String> occupy() throws InterruptedException {
        CompletableFuture<String> occupying = gateway.send("occupy");
        assertThat(laneIsBusy.await(5, TimeUnit.SECONDS)).isTrue();
        return occupying;
    }

    private String handle(String command) throws InterruptedException {
        switch (command) {
            case "occupy" -> {
                laneIsBusy.countDown();
                laneIsFree.await();
            }
            case "fail" -> throw new IllegalArgumentException("no");
            case "poison" ->
                CurrentUnitOfWork.get().root().onPrepareCommit(u -> {
                    throw new DuplicateKeyException("spoilt");
                });
            default -> {}
        }
        transactions.pending.add(command);
        return command;
    }

    /** Stands in for the database: remembers what each transaction did, if it was committed. */
    private static final class Transactions implements TransactionManager {

        private final List<List<String>> committed = new ArrayList<>();
        private final List<String> pending = new ArrayList<>();
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile boolean reachable = true;

        @Override
        public Transaction startTransaction() {
            attempts.incrementAndGet();
            if (!reachable) {
                throw new CannotCreateTransactionException("no database");
            }
            pending.clear();
            return new Transaction() {
                @Override
                public void commit() {
                    committed.add(List.copyOf(pending));
                }

                @Override
                public void rollback() {
                    pending.clear();
                }
            };
        }
    }
}
