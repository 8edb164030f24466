package io.punchgate.runtime.log.deadletter;

import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;

/**
 * Does on the thread of an event processor what the processor itself does with a batch: each unit of work begins with the
 * token, so that a process that lost the claim changes nothing.
 *
 * @param forgets true if the handlers keep in memory what a unit of work changed, so that after a failure the claim must be
 *     given back and taken again, upon which they load everything anew
 */
record ClaimedProcessor(String group, TokenStore tokens, TransactionManager transactions, boolean forgets) {

    /** Each group is followed by one thread, which has the one segment. */
    private static final Segment SEGMENT = Segment.ROOT_SEGMENT;

    private static final String AGAIN = ClaimedProcessor.class.getName() + ".again";

    /** Tells whether the event that is being handled was set aside before. */
    static boolean handlesAgain() {
        return CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().root().getResource(AGAIN) != null;
    }

    /** An event and its segment, handed to a group's handlers. */
    @FunctionalInterface
    interface Handing {
        void handle(EventMessage<?> event, Segment segment) throws Exception;
    }

    /** Handles these in one unit of work. Returns its failure, after which nothing of it is stored; null: there is none. */
    @Nullable
    Throwable attempt(List<? extends EventMessage<?>> events, Handing handing) {
        @Nullable TrackingToken end = tokenOf(events.getLast());
        return inUnitOfWork(events, work -> {
            if (work.isFirstMessage()) {
                tokens.storeToken(end, group, SEGMENT.getSegmentId());
            }
            handing.handle(work.getMessage(), SEGMENT);
        });
    }

    /** Runs a task for an event that is behind the token, which stays where it is. Returns the failure; null: there is none. */
    @Nullable
    Throwable attemptAgain(EventMessage<?> first, Handing task) {
        return inUnitOfWork(List.of(first), work -> {
            work.resources().put(AGAIN, first);
            tokens.extendClaim(group, SEGMENT.getSegmentId());
            task.handle(first, SEGMENT);
        });
    }

    private @Nullable Throwable inUnitOfWork(List<? extends EventMessage<?>> events, UnitOfEvents task) {
        BatchingUnitOfWork<EventMessage<?>> work = new BatchingUnitOfWork<>(List.copyOf(events));
        work.attachTransaction(transactions);
        Callable<@Nullable Object> each = () -> {
            task.run(work);
            return null;
        };
        ResultMessage<?> result = work.executeWithResult(each, RollbackConfigurationType.ANY_THROWABLE);
        return result.isExceptional() ? result.exceptionResult() : null;
    }

    /** Passes over an event, and does this with it in the same transaction. */
    void pass(EventMessage<?> event, Runnable instead) {
        transactions.executeInTransaction(() -> {
            tokens.storeToken(tokenOf(event), group, SEGMENT.getSegmentId());
            instead.run();
        });
    }

    /** Extends the claim in a transaction of its own, which also writes what the handlers keep in memory. */
    void extendClaim() {
        transactions.executeInTransaction(() -> tokens.extendClaim(group, SEGMENT.getSegmentId()));
    }

    /** Does something in a transaction that touches no handler. */
    void inTransaction(Runnable task) {
        transactions.executeInTransaction(task);
    }

    /** Has the handlers forget what failed; does nothing if they keep nothing. */
    void startAnew() {
        if (forgets) {
            transactions.executeInTransaction(() -> tokens.releaseClaim(group, SEGMENT.getSegmentId()));
            transactions.executeInTransaction(() -> {
                var unused = tokens.fetchToken(group, SEGMENT);
            });
        }
    }

    private static @Nullable TrackingToken tokenOf(EventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked ? tracked.trackingToken() : null;
    }

    @FunctionalInterface
    private interface UnitOfEvents {
        void run(BatchingUnitOfWork<EventMessage<?>> work) throws Exception;
    }
}
