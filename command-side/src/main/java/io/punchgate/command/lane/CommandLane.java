package io.punchgate.command.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The queue of all commands, and the one thread that takes them from it: all that wait at the same moment are handled and
 * stored together, by the {@link GroupCommit}. A lone command does not wait for company.
 */
public final class CommandLane implements SmartLifecycle, LaneRoom {

    /** Commands that may wait; one more is refused. */
    static final int WAITING_COMMANDS_MAX = 8_192;
    /** Of these, so many are for commands that come alone: a flood of batches does not shut out the single punch. */
    static final int ROOM_FOR_SINGLE_COMMANDS = 1_024;
    /** What a refused caller is told to wait. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final int BATCH_COMMANDS_MAX = 256;
    private static final int IDLE_MILLIS = 200;

    private final BlockingQueue<WaitingCommand<?, ?>> waiting = new ArrayBlockingQueue<>(WAITING_COMMANDS_MAX);
    private final LongAdder refused = new LongAdder();
    private final Supplier<GroupCommit> commits;
    private volatile boolean running;
    private @Nullable Thread worker;

    /**
     * A lane that is not yet started.
     *
     * @param basis what its decisions rest on
     * @param preparations run in their order before each batch
     */
    public CommandLane(TransactionManager transactions, BatchBasis basis, List<BatchPreparation> preparations) {
        this.commits = () -> new GroupCommit(transactions, basis, preparations);
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
        worker = Thread.ofPlatform().name("command-lane").start(() -> work(commits.get()));
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

    private void work(GroupCommit commit) {
        while (running || !waiting.isEmpty()) {
            try {
                @Nullable WaitingCommand<?, ?> first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<WaitingCommand<?, ?>> batch = new ArrayList<>();
                    batch.add(first);
                    waiting.drainTo(batch, BATCH_COMMANDS_MAX - 1);
                    commit.handle(batch, batch.size() == 1 && waiting.isEmpty());
                }
            } catch (InterruptedException e) {
                running = false;
            }
        }
        commit.close();
    }
}
