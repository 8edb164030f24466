package io.punchgate.runtime.log.deadletter;

import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/** The three parts with which an event processor sets events aside: its invoker, its error handler and its source. */
public final class DeadLetterGroup {

    private final DeadLetteringInvoker invoker;
    private final IsolatingErrorHandler errorHandler;
    private final Retries retries;

    DeadLetterGroup(DeadLetteringInvoker invoker, IsolatingErrorHandler errorHandler, Retries retries) {
        this.invoker = invoker;
        this.errorHandler = errorHandler;
        this.retries = retries;
    }

    /** Tells a handler whether the event that it handles was set aside before, so that later ones may have been handled since. */
    public static boolean handlesAgain() {
        return ClaimedProcessor.handlesAgain();
    }

    /** Hands events to the group's handlers, but for those that wait behind one that is set aside. */
    public EventHandlerInvoker invoker() {
        return invoker;
    }

    /** Sets aside the event for which a batch fails again and again. */
    public ErrorHandler errorHandler() {
        return errorHandler;
    }

    /** The events of that source; between two batches, what operators want handled again is. */
    public StreamableMessageSource<TrackedEventMessage<?>> source(
            StreamableMessageSource<TrackedEventMessage<?>> events) {
        return new RetryBetweenBatches(events, retries);
    }
}
