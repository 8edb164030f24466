package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A lane on a stand-in for the database, with commands that are strings: some of them do what their name says. */
final class LaneStage implements AutoCloseable {

    final Transactions transactions = new Transactions();
    volatile boolean followUpIsLate;
    /** The failure by which the lane has ended. */
    final CompletableFuture<Throwable> ended = new CompletableFuture<>();

    final CommandLane lane;
    final CommandGateway gateway;
    private final CountDownLatch laneIsFree = new CountDownLatch(1);
    private final CountDownLatch laneIsBusy = new CountDownLatch(1);

    LaneStage() {
        this(new Certain());
    }

    LaneStage(BatchBasis basis) {
        lane = new CommandLane(transactions, basis, List.of(), List.of(() -> followUpIsLate), ended::complete);
        GroupCommitCommandBus bus = new GroupCommitCommandBus(lane);
        bus.subscribe("java.lang.String", command -> handle((String) command.getPayload()));
        bus.subscribe(
                ResumeCallback.class.getName(),
                command -> handle("resume "
                        + ((ResumeCallback) command.getPayload()).callback().customerId()));
        gateway = DefaultCommandGateway.builder().commandBus(bus).build();
        lane.start();
    }

    /** Lets the lane go on after {@link #occupy}. */
    void free() {
        laneIsFree.countDown();
    }

    @Override
    public void close() {
        free();
        lane.stop();
    }

    /** Sends a command that keeps the lane busy until it is freed. */
    CompletableFuture<String> occupy() throws InterruptedException {
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
            case "exhaust" ->
                CurrentUnitOfWork.get().root().onPrepareCommit(u -> {
                    throw new OutOfMemoryError("as if");
                });
            default -> {}
        }
        transactions.pending.add(command);
        return command;
    }

    /** Stands in for the database: remembers what each transaction did, if it was committed. */
    static final class Transactions implements TransactionManager {

        final List<List<String>> committed = new ArrayList<>();
        private final List<String> pending = new ArrayList<>();
        final AtomicInteger attempts = new AtomicInteger();
        volatile boolean reachable = true;

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
