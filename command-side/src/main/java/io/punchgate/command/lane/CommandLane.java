package io.punchgate.command.lane;

import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The queue of all commands, and the one thread that takes them from it: all that wait at the same moment are handled and
 * stored together, by the {@link GroupCommit}. A lone command does not wait for company.
 */
public final class CommandLane implements SmartLifecycle, LaneRoom {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLane.class);

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
    private final LastStore lastStore = new LastStore();
    private final AtomicBoolean certainly = new AtomicBoolean();
    private final Consumer<Throwable> onEnd;
    private volatile boolean running;
    private volatile boolean ended;
    private @Nullable Thread worker;

    /**
     * A lane that is not yet started.
     *
     * @param basis what its decisions rest on
     * @param preparations run in their order before each batch
     * @param backPressureSources waited for while more comes in than can be handled
     * @param onEnd called where one of its threads ends by a failure that it cannot mend: nothing is stored any more
     */
    public CommandLane(
            TransactionManager transactions,
            BatchBasis basis,
            List<BatchPreparation> preparations,
            List<BackPressureSource> backPressureSources,
            Consumer<Throwable> onEnd) {
        this.backPressureSources = List.copyOf(backPressureSources);
        this.onEnd = onEnd;
        this.commits = () -> new GroupCommit(transactions, basis, preparations, lastStore, this::end);
    }

    /** Queues a command; false, and nothing done, if too many wait or the lane is closed. */
    boolean offer(WaitingCommand<?, ?> command) {
        boolean taken = isAlive() && waiting.offer(command);
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

    /** True while it takes commands, and its threads handle and store them. */
    boolean isAlive() {
        return running && !ended;
    }

    boolean hasStoredWithin(Duration time) {
        return lastStore.isWithin(time);
    }

    /** Takes the head of the log as for a report, and appends nothing: completes once that is done, or fails as a report would. */
    CompletableFuture<?> probe() {
        CompletableFuture<Object> done = new CompletableFuture<>();
        certainly.set(true);
        if (!offer(WaitingCommand.probe(done))) {
            done.completeExceptionally(new LaneFull(LaneFull.RETRY_AFTER));
        }
        return done;
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofPlatform().name("command-lane").start(this::work);
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

    private void work() {
        GroupCommit commit = commits.get();
        try {
            handleAll(commit);
            commit.close();
        } catch (Throwable e) {
            commit.abandon();
            end(e);
        }
    }

    private void handleAll(GroupCommit commit) {
        while ((running || waiting.size() > 0) && !ended) {
            try {
                awaitFollowUps(commit);
                List<WaitingCommand<?, ?>> batch = waiting.take(BATCH_COMMANDS_MAX, IDLE_MILLIS);
                if (!batch.isEmpty()) {
                    handle(commit, batch);
                }
            } catch (InterruptedException e) {
                running = false;
            }
        }
    }

    private void handle(GroupCommit commit, List<WaitingCommand<?, ?>> batch) {
        commit.handle(batch, batch.size() <= WRITTEN_HERE_MAX, certainly.getAndSet(false));
    }

    /** Nobody knows what is half done: only another process can go on. Those who wait are told at once. */
    private void end(Throwable failure) {
        if (!ended) {
            ended = true;
            LOG.error("The command lane has ended: nothing is stored any more", failure);
            onEnd.accept(failure);
        }
        for (var left = waiting.takeAll(); !left.isEmpty(); left = waiting.takeAll()) {
            left.forEach(command -> command.tellFailure(failure));
        }
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
                handle(commit, ofThePush);
            }
        }
        heldNanos.add(System.nanoTime() - begun);
    }
}
