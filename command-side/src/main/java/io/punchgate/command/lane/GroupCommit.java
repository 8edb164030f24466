package io.punchgate.command.lane;

import io.punchgate.runtime.log.StagedAppend;
import io.punchgate.runtime.sql.StorageOutOfReach;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides batches in their order, and stores them in that order.
 *
 * <p>While its basis may be assumed, a batch is decided in memory as the one before is being written; the batches
 * decided meanwhile are written next, as one append. If an append fails, its decisions and all that rest on them are
 * forgotten, and decided again with certainty, in a transaction each. No caller is told a result before it is stored.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final BatchBasis basis;
    private final BatchHandler handler;
    private final StagedBatches staged = new StagedBatches();
    private final ReplyNotifier results = new ReplyNotifier();
    /** Held while a batch is decided: aggregates, cache and basis are used by one thread at a time. */
    private final ReentrantLock deciding = new ReentrantLock();

    private boolean mustBeStored;
    private final Thread writer;

    private final LastStore lastStore;
    private final Consumer<Throwable> onEnd;

    /** @param onEnd called where the writing thread ends by a failure that it cannot mend */
    GroupCommit(
            TransactionManager transactions,
            BatchBasis basis,
            List<BatchPreparation> preparations,
            LastStore lastStore,
            Consumer<Throwable> onEnd) {
        this.basis = basis;
        this.lastStore = lastStore;
        this.onEnd = onEnd;
        this.handler = new BatchHandler(transactions, basis, preparations, lastStore);
        this.writer = Thread.ofPlatform().name("log-writer").start(this::writeStaged);
    }

    /**
     * Decides a batch.
     *
     * @param here whether the caller's thread writes it, unless another is being written: that saves waking the writer
     * @param certainly whether nothing may be assumed for it
     */
    void handle(List<WaitingCommand<?, ?>> batch, boolean here, boolean certainly) {
        StagedBatches.@Nullable Batch mine = null;
        deciding.lock();
        try {
            if (mustBeStored || !staged.hasRoomFor(batch.size())) {
                awaitStored();
            }
            boolean assumed = basis.mayAssume() && !certainly && batch.stream().noneMatch(WaitingCommand::destroysKeys);
            @Nullable StagedAppend decided = assumed ? decide(batch) : null;
            if (decided != null) {
                mine = staged.add(decided, batch, here);
            } else {
                awaitStored();
                handler.handleCertainly(batch);
            }
        } finally {
            deciding.unlock();
        }
        if (mine != null) {
            write(mine);
        }
    }

    private @Nullable StagedAppend decide(List<WaitingCommand<?, ?>> batch) {
        StagedAppend append = basis.stage();
        if (!handler.decide(batch, append)) {
            awaitStored();
            basis.forget(List.of(append));
            return null;
        }
        // A failure made Axon forget an aggregate, and what is not stored cannot be loaded again.
        mustBeStored = batch.stream().anyMatch(WaitingCommand::hasFailed);
        return append;
    }

    /** Lets go of the lock meanwhile: a write that fails needs it to decide again. */
    private void awaitStored() {
        while (!staged.isEmpty()) {
            deciding.unlock();
            staged.awaitEmpty();
            deciding.lock();
        }
        mustBeStored = false;
    }

    private void writeStaged() {
        try {
            for (var next = staged.awaitNext(); next != null; next = staged.awaitNext()) {
                write(next);
            }
        } catch (Throwable e) {
            onEnd.accept(e);
        }
    }

    /** Ends the writing thread, whatever is left. */
    void abandon() {
        staged.close();
    }

    private void write(StagedBatches.Batch batch) {
        @Nullable Throwable failure = null;
        try {
            batch.append().write();
            lastStore.now();
        } catch (Throwable e) {
            failure = e;
        }
        if (failure != null) {
            decideAgain(batch, failure);
        }
        if (failure == null) {
            // Not a failure of the write: it is stored, and must not be decided again.
            batch.append().tellStored();
        }
        boolean more = staged.written();
        if (failure == null) {
            results.tell(batch.commands(), more);
        }
    }

    private void decideAgain(StagedBatches.Batch failed, Throwable failure) {
        deciding.lock();
        try {
            StagedBatches.@Nullable Batch after = staged.takeBack();
            basis.forget(after == null ? List.of(failed.append()) : List.of(failed.append(), after.append()));
            if (StorageOutOfReach.is(failure)) {
                handler.tellFailure(failed.commands(), failure);
            } else {
                LOG.debug("{} commands are decided again: {}", failed.commands().size(), failure.toString());
                handler.handleCertainly(failed.commands());
            }
            if (after != null) {
                handler.handleCertainly(after.commands());
            }
        } finally {
            deciding.unlock();
        }
    }

    /** Returns once every batch that was handed in is stored and its callers are told. */
    void close() {
        staged.awaitEmpty();
        staged.close();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        results.close();
    }
}
