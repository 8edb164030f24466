package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.StagedAppend;
import io.punchgate.runtime.sql.StorageOutOfReach;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles all commands of a batch in one unit of work, each in one nested in it. Used by one thread at a time. */
final class BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BatchHandler.class);

    private final TransactionManager transactions;
    private final BatchBasis basis;
    private final List<BatchPreparation> preparations;
    private final LastStore lastStore;

    BatchHandler(
            TransactionManager transactions,
            BatchBasis basis,
            List<BatchPreparation> preparations,
            LastStore lastStore) {
        this.transactions = transactions;
        this.basis = basis;
        this.preparations = List.copyOf(preparations);
        this.lastStore = lastStore;
    }

    /** Decides in memory, and collects the events there; false if that failed as a whole, so that none of it may be kept. */
    boolean decide(List<WaitingCommand<?, ?>> batch, StagedAppend append) {
        @Nullable Throwable[] failure = new Throwable[1];
        append.collect(() -> failure[0] = together(batch, root -> {
            basis.assume(append);
            return append;
        }));
        if (failure[0] != null) {
            LOG.info(
                    "{} commands could not be decided together and are handled in a transaction: {}",
                    batch.size(),
                    failure[0].toString());
        }
        return failure[0] == null;
    }

    /**
     * Handles commands in one transaction, and tells the results. If the transaction fails as a whole, they are handled
     * one by one, so that a poisonous one fails alone, and where it took too long, as when many long histories are read, each has
     * that time for itself; but not where the database is out of reach: then all are told so at once.
     */
    void handleCertainly(List<WaitingCommand<?, ?>> batch) {
        @Nullable
        Throwable failure = together(batch, root -> {
            root.attachTransaction(transactions);
            return basis.establish(commands(batch));
        });
        if (failure == null) {
            lastStore.now();
            batch.forEach(WaitingCommand::tellResult);
        } else if (batch.size() == 1 || (StorageOutOfReach.is(failure) && !StorageOutOfReach.tookTooLong(failure))) {
            tellFailure(batch, failure);
        } else {
            LOG.info("{} commands failed together, handling them one by one: {}", batch.size(), failure.toString());
            batch.forEach(command -> handleCertainly(List.of(command)));
        }
    }

    /** Tells the callers that their commands were not stored, or may not have been. */
    void tellFailure(List<WaitingCommand<?, ?>> batch, Throwable failure) {
        LOG.warn("{} commands failed together, and their callers are told so: {}", batch.size(), failure.toString());
        batch.forEach(command -> command.tellFailure(failure));
    }

    private @Nullable Throwable together(List<WaitingCommand<?, ?>> batch, Beginning beginning) {
        UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(batch.getFirst().command());
        try {
            OpenAppend append = beginning.of(root);
            List<? extends CommandMessage<?>> commands = commands(batch);
            preparations.forEach(preparation -> preparation.prepare(commands, append));
            batch.forEach(WaitingCommand::handle);
            root.commit();
            return null;
        } catch (Throwable e) {
            // Also where memory ran out: what is undone now is decided again.
            if (root.isActive()) {
                root.rollback(e);
            }
            return e;
        }
    }

    private static List<? extends CommandMessage<?>> commands(List<WaitingCommand<?, ?>> batch) {
        return batch.stream().map(WaitingCommand::command).toList();
    }

    @FunctionalInterface
    private interface Beginning {
        OpenAppend of(UnitOfWork<?> root);
    }
}
