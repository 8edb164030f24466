package io.punchgate.command.lane;

import io.punchgate.runtime.log.EventLog;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Sees to it that no decision is taken on an aggregate that another process has changed.
 *
 * <p>The careful way takes the head of the log before a batch, so that nobody else appends until the commit, asks with it
 * what the batch needs to know, and drops from the cache what others appended to since. The quick way assumes that nobody
 * did, and that nothing is known already: the batch then takes a single journey to the database, which fails if that was
 * wrong. It is then handled again, carefully, as are those that follow, until nothing surprising was met for a while.
 */
public final class StaleAggregates implements BatchPreparation {

    /** Batches without a surprise until the quick way is tried. */
    static final int CAREFUL_BATCHES = 128;

    private static final long CATCH_UP_EVENTS_MAX = 20_000;

    private final EventLog log;
    private final Cache cache;
    private final BatchLookUp lookUp;
    private final boolean mayAssume;
    private long seen = -1;
    private long appended;
    private int toBeCareful;

    /**
     * Before the first batch.
     *
     * @param mayAssume whether the log's table is the event store, so that events and identities fail together
     */
    public StaleAggregates(EventLog log, Cache cache, BatchLookUp lookUp, boolean mayAssume) {
        this.log = log;
        this.cache = cache;
        this.lookUp = lookUp;
        this.mayAssume = mayAssume;
    }

    @Override
    public void prepare(List<? extends CommandMessage<?>> batch, boolean again) {
        if (again || seen < 0) {
            toBeCareful = CAREFUL_BATCHES;
        }
        long head = mayAssume && toBeCareful == 0 ? assumeHead() : takeHead(batch);
        if (mayAssume) {
            log.commitWithAppend();
        }
        appended = 0;
        // Until the commit is known to have succeeded, only what was there before counts as seen.
        seen = head;
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> seen = head + appended);
    }

    /** Counts our own appends, which the cache has followed. Called within the batch's transaction. */
    public void countAppended(List<? extends EventMessage<?>> events) {
        appended += events.size();
    }

    private long assumeHead() {
        log.assumeHead(seen);
        lookUp.assume();
        return seen;
    }

    private long takeHead(List<? extends CommandMessage<?>> batch) {
        long head = log.lockHead(lookUp.lookUp(batch));
        boolean surprised = head != seen || lookUp.wasSurprised();
        toBeCareful = surprised ? CAREFUL_BATCHES : Math.max(0, toBeCareful - 1);
        dropChanged(head);
        return head;
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
