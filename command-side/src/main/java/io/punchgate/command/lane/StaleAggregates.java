package io.punchgate.command.lane;

import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.StagedAppend;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Keeps decisions from being stored that were taken on an aggregate that another process has changed.
 *
 * <p>The certain way takes the head of the log before a batch, so that no other process appends until the commit, asks
 * the batch's question with it, and drops from the cache the aggregates that others changed. The other way assumes that
 * there was no foreign append, and that no punch is known already: the append fails if that is wrong. After that, and
 * after any other surprise, the next batches take the certain way.
 */
public final class StaleAggregates implements BatchBasis {

    /** Instead of a number of batches: nothing is ever assumed. */
    static final int ALWAYS = -1;

    private static final long CATCH_UP_EVENTS_MAX = 20_000;

    private final EventLog log;
    private final Cache cache;
    private final BatchLookUp lookUp;
    private final int carefulBatches;
    private long seen = -1;
    private long appended;
    private int toBeCareful;

    /**
     * A basis for the first batch.
     *
     * @param carefulBatches how many batches without a surprise go the certain way until something is assumed, or
     *     {@link #ALWAYS}
     */
    public StaleAggregates(EventLog log, Cache cache, BatchLookUp lookUp, int carefulBatches) {
        this.log = log;
        this.cache = cache;
        this.lookUp = lookUp;
        this.carefulBatches = carefulBatches;
        this.toBeCareful = carefulBatches;
    }

    @Override
    public OpenAppend establish(List<? extends CommandMessage<?>> batch) {
        OpenAppend append = log.lockHead(lookUp.lookUp(batch));
        lookUp.answered(append);
        long head = append.head();
        boolean surprised = head != seen || lookUp.wasSurprised();
        toBeCareful = surprised ? carefulBatches : Math.max(0, toBeCareful - 1);
        dropChanged(head);
        appended = 0;
        // Until the commit is known to have succeeded, only what was there before counts as seen.
        seen = head;
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> seen = head + appended);
        return append;
    }

    /** Counts our own appends, which the cache has followed. Called within the batch's transaction. */
    public void countAppended(List<? extends EventMessage<?>> events) {
        appended += events.size();
    }

    @Override
    public boolean mayAssume() {
        return carefulBatches != ALWAYS && toBeCareful == 0 && seen >= 0;
    }

    @Override
    public StagedAppend stage() {
        return log.stage(seen);
    }

    @Override
    public void assume(StagedAppend append) {
        lookUp.assume(append);
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> seen = append.headAfter());
    }

    @Override
    public void forget(List<StagedAppend> appends) {
        appends.forEach(append -> append.streams().forEach(cache::remove));
        lookUp.forget();
        seen = Math.min(seen, appends.getFirst().head());
        toBeCareful = carefulBatches;
    }

    private void dropChanged(long head) {
        if (seen == head) {
            return;
        }
        if (seen < 0 || head - seen > CATCH_UP_EVENTS_MAX) {
            cache.removeAll();
        } else {
            log.streamsBetween(seen, head).forEach(cache::remove);
        }
    }
}
