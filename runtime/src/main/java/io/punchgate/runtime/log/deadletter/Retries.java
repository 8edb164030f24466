package io.punchgate.runtime.log.deadletter;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.jspecify.annotations.Nullable;

/**
 * Handles again what operators want handled again: the first event of a sequence, and those behind it, in one transaction
 * that also takes them out of the queue. On the processor's thread, which alone may use the handlers.
 */
final class Retries implements Runnable {

    private final ClaimedProcessor processor;
    private final DeadLetteringInvoker invoker;
    private final SetAside setAside;
    private final Clock clock;

    Retries(ClaimedProcessor processor, DeadLetteringInvoker invoker, SetAside setAside, Clock clock) {
        this.processor = processor;
        this.invoker = invoker;
        this.setAside = setAside;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (!setAside.isEmpty()) {
            setAside.table().requested().forEach(this::retry);
        }
    }

    /**
     * A failure that passes goes to the processor, which waits and comes back here; so does any failure of handlers that keep
     * something in memory, which they load anew then.
     */
    private void retry(String id) {
        AtomicBoolean done = new AtomicBoolean();
        processor.extendClaim();
        @Nullable
        Throwable failure = processor.attemptAgain(
                GenericEventMessage.asEventMessage(id),
                (ignored, segment) -> done.set(setAside.table()
                        .queue()
                        .process(letter -> isOf(letter, id), letter -> handled(letter, segment))));
        setAside.forget();
        if (failure != null && RecordFault.is(failure)) {
            ThrowableCause cause = SetAside.cause(failure);
            note(id, cause.type(), cause.message());
        } else if (failure == null && !done.get()) {
            note(id, "", "another one of its sequence is handled first");
        }
        if (failure != null && (processor.forgets() || !RecordFault.is(failure))) {
            throw new IllegalStateException("an event that was set aside is not handled yet", failure);
        }
    }

    private void note(String id, String type, String message) {
        String now = DateTimeUtils.formatInstant(clock.instant());
        processor.inTransaction(() -> setAside.table().triedAgain(id, type, message, now));
    }

    private static boolean isOf(DeadLetter<?> letter, String id) {
        return letter instanceof JdbcDeadLetter<?> stored
                && stored.getIdentifier().equals(id);
    }

    private EnqueueDecision<EventMessage<?>> handled(DeadLetter<? extends EventMessage<?>> letter, Segment segment) {
        try {
            invoker.handleAgain(letter.message(), segment);
            return Decisions.evict();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an event handler failed", e);
        }
    }
}
