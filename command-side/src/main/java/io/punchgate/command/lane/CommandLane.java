package io.punchgate.command.lane;

import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.List;
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

    /** Places kept for commands that come alone: a flood of batches does not shut out the single punch. */
    static final int ROOM_FOR_SINGLE_COMMANDS = 1_024;

    private static final int BATCH_COMMANDS_MAX = 256;
    /**
     * The lane's own thread writes up to so many commands; for more it wakes another thread, and decides the next
     * meanwhile.
     */
    private static final int WRITTEN_HERE_MAX = 64;

    private static final int IDLE_MILLIS = 200;
    /** The wait before each full batch: 2,560 commands a second are taken, however late the following work is. */
    private static final Duration FOLLOW_UP_WAIT_MAX = Duration.ofMillis(100);

    private static final Duration FOLLOW_UP_POLL = Duration.ofMillis(1);

    private final LaneQueue waiting = new LaneQueue();
    private final LongAdder refused = new LongAdder();
    private final LongAdder heldNanos = new LongAdder();
    private final Supplier<GroupCommit> commits;
    private final List<BackPressureSource> backPressureSources;
    private volatile boolean running;
    private @Nullable Thread worker;

    /**
     * A lane that is not yet started.
     *
     * @param basis what its decisions rest on
     * @param preparations run in their order before each batch
     * @param backPressureSources waited for while more comes in than can be handled
     */
    public CommandLane(
            TransactionManager transactions,
            BatchBasis basis,
            List<BatchPreparation> preparations,
            List<BackPressureSource> backPressureSources) {
        this.backPressureSources = List.copyOf(backPressureSources);
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
        boolean room = waiting.room() >= commands + ROOM_FOR_SINGLE_COMMANDS;
        refused.add(room ? 0 : commands);
        return room;
    }

    /** The number of commands that found no room so far. */
    public long refusedCommands() {
        return refused.sum();
    }

    /** The time for which it waited for following work in all, in seconds. */
    public double heldSeconds() {
        return heldNanos.sum() / (double) Duration.ofSeconds(1).toNanos();
    }

    /** The number of commands that wait. */
    public int waitingCommands() {
        return waiting.size();
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofPlatform().name("command-lane").start(() -> work(commits.get()));
    }

    /** Handles the commands that wait, then ends. */
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

    @Override
    public int getPhase() {
        return ShutdownOrder.COMMAND_LANE.phase();
    }

    private void work(GroupCommit commit) {
        while (running || waiting.size() > 0) {
            try {
                awaitFollowUps(commit);
                List<WaitingCommand<?, ?>> batch = waiting.take(BATCH_COMMANDS_MAX, IDLE_MILLIS);
                if (!batch.isEmpty()) {
                    commit.handle(batch, batch.size() <= WRITTEN_HERE_MAX);
                }
            } catch (InterruptedException e) {
                running = false;
            }
        }
        commit.close();
    }

    /**
     * Waits for following work while a full batch waits. Commands of the push are handled meanwhile, as it could never
     * catch up without them.
     */
    private void awaitFollowUps(GroupCommit commit) {
        long begun = System.nanoTime();
        while (waiting.size() >= BATCH_COMMANDS_MAX
                && backPressureSources.stream().anyMatch(BackPressureSource::isLate)
                && System.nanoTime() - begun < FOLLOW_UP_WAIT_MAX.toNanos()) {
            List<WaitingCommand<?, ?>> ofThePush = waiting.takeOfThePush(BATCH_COMMANDS_MAX);
            if (ofThePush.isEmpty()) {
                Polling.rest(FOLLOW_UP_POLL);
            } else {
                commit.handle(ofThePush, ofThePush.size() <= WRITTEN_HERE_MAX);
            }
        }
        heldNanos.add(System.nanoTime() - begun);
    }
}
