package io.punchgate.command.lane;

import io.punchgate.runtime.log.EventLog;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Sees to it that no decision is taken on an aggregate that another process has changed: before a batch it takes the head of
 * the log, so that nobody else appends until the commit, asks with it what the batch needs to know, and drops from the cache what others appended to since.
 */
public final class StaleAggregates implements BatchPreparation {

    private static final long CATCH_UP_EVENTS_MAX = 20_000;

    private final EventLog log;
    private final Cache cache;
    private final BatchLookUp lookUp;
    private long seen = -1;
    private long appended;

    public StaleAggregates(EventLog log, Cache cache, BatchLookUp lookUp) {
        this.log = log;
        this.cache = cache;
        this.lookUp = lookUp;
    }

    @Override
    public void prepare(List<? extends CommandMessage<?>> batch) {
        long head = log.lockHead(lookUp.lookUp(batch));
        dropChanged(head);
        appended = 0;
        // Until the commit is known to have succeeded, only what was there before counts as seen.
        seen = head;
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> seen = head + appended);
    }

    /** Counts our own appends, which the cache has followed. Called within the batch's transaction. */
    public void countAppended(List<? extends EventMessage<?>> events) {
        appended += events.size();
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
