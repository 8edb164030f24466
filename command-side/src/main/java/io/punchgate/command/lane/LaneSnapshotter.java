package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.Snapshots;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots from the aggregates in the lane's cache. Axon's own snapshotter would read each event once more. The
 * lane's thread writes the state down, between two batches, as no other thread may read an aggregate; another thread
 * stores it, not before the events that it tells of.
 */
final class LaneSnapshotter implements Snapshotter, BatchPreparation {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSnapshotter.class);
    private static final int DUE_MAX = 10_000;

    private final Function<Class<?>, Repository<?>> repositories;
    private final Snapshots snapshots;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, Class<?>> due = new HashMap<>();

    LaneSnapshotter(
            Function<Class<?>, Repository<?>> repositories, Snapshots snapshots, Executor executor, Clock clock) {
        this.repositories = repositories;
        this.snapshots = snapshots;
        this.executor = executor;
        this.clock = clock;
    }

    /** Called on the lane's thread, while the batch that made the aggregate long is decided. */
    @Override
    public void scheduleSnapshot(Class<?> aggregateType, String stream) {
        if (due.size() < DUE_MAX) {
            due.put(stream, aggregateType);
        }
    }

    @Override
    public void prepare(List<? extends CommandMessage<?>> batch, OpenAppend append) {
        if (due.isEmpty()) {
            return;
        }
        // Forgotten first: one that cannot be taken would fail each batch from now on.
        Map<String, Class<?>> taken = Map.copyOf(due);
        due.clear();
        taken.forEach((stream, aggregateType) -> tryToTake(stream, aggregateType, append));
    }

    private void tryToTake(String stream, Class<?> aggregateType, OpenAppend append) {
        try {
            take(stream, aggregateType, append);
        } catch (RuntimeException e) {
            LOG.warn("no snapshot of {} could be taken; a later one will do: {}", stream, e.toString());
        }
    }

    private void take(String stream, Class<?> aggregateType, OpenAppend append) {
        Aggregate<?> aggregate = repositories.apply(aggregateType).load(stream);
        Snapshots.State state =
                aggregate.invoke(root -> snapshots.write(stream, aggregate.version(), clock.instant(), root));
        append.onceStored(() -> executor.execute(() -> store(state)));
    }

    private void store(Snapshots.State state) {
        try {
            snapshots.store(state);
        } catch (RuntimeException e) {
            LOG.warn(
                    "the snapshot of {} could not be stored; the next one replaces it: {}",
                    state.stream(),
                    e.toString());
        }
    }
}
