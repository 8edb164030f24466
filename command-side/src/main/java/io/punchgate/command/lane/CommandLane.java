package io.punchgate.command.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One thread that handles all commands that wait at the same moment in one unit of work and one transaction, and tells their
 * results after its one commit. A lone command does not wait for company.
 *
 * <p>If the transaction as a whole fails, its commands are handled again with nothing assumed, and then one by one, so that a
 * poisonous one fails alone; but not where the database is out of reach: then all are told so at once.
 */
public final class CommandLane implements SmartLifecycle, LaneRoom {

    /** Commands that may wait; one more is refused. */
    static final int WAITING_COMMANDS_MAX = 8_192;
    /** Of these, so many are for commands that come alone: a flood of batches does not shut out the single punch. */
    static final int ROOM_FOR_SINGLE_COMMANDS = 1_024;
    /** What a refused caller is told to wait. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(CommandLane.class);
    private static final int BATCH_COMMANDS_MAX = 256;
    private static final int IDLE_MILLIS = 200;

    private final BlockingQueue<WaitingCommand<?, ?>> waiting = new ArrayBlockingQueue<>(WAITING_COMMANDS_MAX);
    private final LongAdder refused = new LongAdder();
    private final TransactionManager transactions;
    private final List<BatchPreparation> preparations;
    private volatile boolean running;
    private @Nullable Thread worker;

    /**
     * A lane that is not yet started.
     *
     * @param preparations run in their order before each batch
     */
    public CommandLane(TransactionManager transactions, List<BatchPreparation> preparations) {
        this.transactions = transactions;
        this.preparations = List.copyOf(preparations);
    }

    /** Queues a command; false, and nothing done, if too many wait or the lane is closed. */
    boolean offer(WaitingCommand<?, ?> command) {
        boolean taken = running && waiting.offer(command);
        refused.add(taken ? 0 : 1);
        return taken;
    }

    @Override
    public boolean hasRoomFor(int commands) {
        boolean room = waiting.remainingCapacity() >= commands + ROOM_FOR_SINGLE_COMMANDS;
        refused.add(room ? 0 : commands);
        return room;
    }

    /** How many commands found no room so far. */
    public long refusedCommands() {
        return refused.sum();
    }

    /** How many commands wait. */
    public int waitingCommands() {
        return waiting.size();
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofPlatform().name("command-lane").start(this::work);
    }

    /** Handles what waits, then ends. */
    @Override
    public void stop() {
        running = false;
        Thread ending = worker;
        if (ending != null) {
            try {
                ending.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before, and stops after, everything that sends commands. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1_000;
    }

    private void work() {
        List<WaitingCommand<?, ?>> batch = new ArrayList<>(BATCH_COMMANDS_MAX);
        while (running || !waiting.isEmpty()) {
            try {
                @Nullable WaitingCommand<?, ?> first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, BATCH_COMMANDS_MAX - 1);
                    handle(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                running = false;
            }
        }
    }

    private void handle(List<WaitingCommand<?, ?>> batch) {
        @Nullable Throwable failure = handleTogether(batch, false);
        if (failure != null && !isOutOfReach(failure)) {
            LOG.debug("{} commands are handled again: {}", batch.size(), failure.toString());
            failure = handleTogether(batch, true);
        }
        if (failure == null) {
            batch.forEach(WaitingCommand::tellResult);
        } else {
            handleFailed(batch, failure);
        }
    }

    private void handleFailed(List<WaitingCommand<?, ?>> batch, Throwable failure) {
        if (batch.size() == 1 || isOutOfReach(failure)) {
            LOG.warn("{} commands failed together: {}", batch.size(), failure.toString());
            batch.forEach(command -> command.tellFailure(failure));
        } else {
            LOG.info("{} commands failed together, handling them one by one: {}", batch.size(), failure.toString());
            batch.forEach(command -> handle(List.of(command)));
        }
    }

    private @Nullable Throwable handleTogether(List<WaitingCommand<?, ?>> batch, boolean again) {
        UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(batch.getFirst().command());
        try {
            root.attachTransaction(transactions);
            List<? extends CommandMessage<?>> commands =
                    batch.stream().map(WaitingCommand::command).toList();
            preparations.forEach(preparation -> preparation.prepare(commands, again));
            batch.forEach(WaitingCommand::handle);
            root.commit();
            return null;
        } catch (Exception | LinkageError e) {
            if (root.isActive()) {
                root.rollback(e);
            }
            return e;
        }
    }

    private static boolean isOutOfReach(Throwable failure) {
        return failure instanceof TransactionException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransientDataAccessException;
    }
}
