package io.punchgate.command.lane;

import io.punchgate.runtime.log.StagedAppend;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides batches in their order, and stores them in that order.
 *
 * <p>As long as what they rest on may be assumed, a batch is decided in memory while the one before is being written: what
 * was decided meanwhile is written next, as one append. If that fails, what it decided and all that was decided on top of it
 * is forgotten, and decided again the certain way, in a transaction each. Nobody is told a result before it is stored.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int STAGED_COMMANDS_MAX = 512;

    private final BatchBasis basis;
    private final BatchHandler handler;
    /** Held whenever something is decided: aggregates, cache and basis are used by one thread at a time. */
    private final ReentrantLock deciding = new ReentrantLock();

    private final Condition changed = deciding.newCondition();
    private @Nullable Staged staged;
    private boolean writing;
    private boolean mustBeStored;
    private boolean closed;
    private final Thread writer;

    /** What is decided and not stored. */
    private record Staged(StagedAppend append, List<WaitingCommand<?, ?>> commands) {}

    GroupCommit(TransactionManager transactions, BatchBasis basis, List<BatchPreparation> preparations) {
        this.basis = basis;
        this.handler = new BatchHandler(transactions, basis, preparations);
        this.writer = Thread.ofPlatform().name("log-writer").start(this::writeStaged);
    }

    /**
     * Decides a batch.
     *
     * @param lone whether there is nothing else to decide: then the caller's thread writes it, which saves a hand-over
     */
    void handle(List<WaitingCommand<?, ?>> batch, boolean lone) {
        @Nullable Staged mine = null;
        deciding.lock();
        try {
            boolean full = staged != null && staged.commands().size() + batch.size() > STAGED_COMMANDS_MAX;
            if (full || mustBeStored || handler.needsAllStored()) {
                awaitStored();
            }
            if (!basis.mayAssume() || !stage(batch)) {
                awaitStored();
                handler.handleCertainly(batch);
            } else if (lone && !writing) {
                mine = take();
            } else {
                changed.signalAll();
            }
        } finally {
            deciding.unlock();
        }
        if (mine != null) {
            write(mine);
        }
    }

    private boolean stage(List<WaitingCommand<?, ?>> batch) {
        StagedAppend append = basis.stage();
        if (!handler.decide(batch, append)) {
            awaitStored();
            basis.forget(List.of(append));
            return false;
        }
        if (staged == null) {
            staged = new Staged(append, new ArrayList<>(batch));
        } else {
            staged.append().add(append);
            staged.commands().addAll(batch);
        }
        // A failure made Axon forget an aggregate, and what is not stored cannot be loaded again.
        mustBeStored = batch.stream().anyMatch(WaitingCommand::hasFailed);
        return true;
    }

    private Staged take() {
        Staged taken = Objects.requireNonNull(staged);
        staged = null;
        writing = true;
        return taken;
    }

    private void awaitStored() {
        while (writing || staged != null) {
            changed.signalAll();
            changed.awaitUninterruptibly();
        }
        mustBeStored = false;
    }

    private void writeStaged() {
        while (true) {
            Staged next;
            deciding.lock();
            try {
                while (staged == null || writing) {
                    if (closed) {
                        return;
                    }
                    changed.awaitUninterruptibly();
                }
                next = take();
            } finally {
                deciding.unlock();
            }
            write(next);
        }
    }

    private void write(Staged batch) {
        @Nullable Throwable failure = null;
        try {
            batch.append().write();
        } catch (Exception | LinkageError e) {
            failure = e;
        }
        if (failure == null) {
            batch.commands().forEach(WaitingCommand::tellResult);
        }
        deciding.lock();
        try {
            if (failure != null) {
                decideAgain(batch, failure);
            }
            writing = false;
            changed.signalAll();
        } finally {
            deciding.unlock();
        }
    }

    private void decideAgain(Staged failed, Throwable failure) {
        @Nullable Staged after = staged;
        staged = null;
        basis.forget(after == null ? List.of(failed.append()) : List.of(failed.append(), after.append()));
        if (BatchHandler.isOutOfReach(failure)) {
            handler.tellFailure(failed.commands(), failure);
        } else {
            LOG.debug("{} commands are decided again: {}", failed.commands().size(), failure.toString());
            handler.handleCertainly(failed.commands());
        }
        if (after != null) {
            handler.handleCertainly(after.commands());
        }
    }

    /** Returns once all is stored that was handed in, and the writer has ended. */
    void close() {
        deciding.lock();
        try {
            awaitStored();
            closed = true;
            changed.signalAll();
        } finally {
            deciding.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
