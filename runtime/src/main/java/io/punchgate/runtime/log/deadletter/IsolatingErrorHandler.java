package io.punchgate.runtime.log.deadletter;

import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a batch that failed for the event that is why, and sets that one aside. Before, the processor tries the batch
 * again some times, each after a longer wait; a failure that no record causes is tried again for ever.
 */
final class IsolatingErrorHandler implements ErrorHandler {

    /** Failures of one batch before an event is set aside: with the processor's waits, some three seconds. */
    static final int TRIES = 3;
    /**
     * So long after an event was set aside, another that fails alike is set aside without further tries. Not where handlers keep
     * something in memory: there the tries also see to it that all of it is stored.
     */
    private static final long ALIKE_NANOS = Duration.ofMinutes(10).toNanos();

    private final ClaimedProcessor processor;
    private final DeadLetteringInvoker invoker;
    private final SetAside setAside;
    private String failingFrom = "";
    private int failures;
    private String lastKind = "";
    private long lastNanos;

    IsolatingErrorHandler(ClaimedProcessor processor, DeadLetteringInvoker invoker, SetAside setAside) {
        this.processor = processor;
        this.invoker = invoker;
        this.setAside = setAside;
    }

    @Override
    public void handleError(ErrorContext context) throws Exception {
        List<? extends EventMessage<?>> batch = context.failedEvents();
        if (!RecordFault.is(context.error()) || batch.isEmpty() || !isTriedEnough(batch, context.error())) {
            throw exception(context.error());
        }
        processor.startAnew();
        isolate(batch);
        failures = 0;
    }

    private boolean isTriedEnough(List<? extends EventMessage<?>> batch, Throwable failure) {
        String first = batch.getFirst().getIdentifier();
        failures = first.equals(failingFrom) ? failures + 1 : 1;
        failingFrom = first;
        return failures >= TRIES
                || (!processor.forgets()
                        && RecordFault.kind(failure).equals(lastKind)
                        && System.nanoTime() - lastNanos < ALIKE_NANOS);
    }

    /** Handles events in halves, down to the one that fails by itself; the others are handled and stored, in their order. */
    private void isolate(List<? extends EventMessage<?>> events) throws Exception {
        @Nullable Throwable failure = processor.attempt(events, invoker::handle);
        if (failure == null) {
            return;
        }
        if (!RecordFault.is(failure)) {
            throw exception(failure);
        }
        processor.startAnew();
        if (events.size() == 1) {
            setAside(events.getFirst(), failure);
        } else {
            int half = events.size() / 2;
            isolate(events.subList(0, half));
            isolate(events.subList(half, events.size()));
        }
    }

    private void setAside(EventMessage<?> event, Throwable failure) {
        processor.pass(event, () -> setAside.add(event, failure));
        setAside.added(event);
        lastKind = RecordFault.kind(failure);
        lastNanos = System.nanoTime();
    }

    /** An error would end the processor's thread. */
    private static Exception exception(Throwable failure) {
        return failure instanceof Exception exception
                ? exception
                : new EventProcessingException("an event handler failed", failure);
    }
}
