package io.punchgate.runtime.log.deadletter;

import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/** Hands a group's events to its handlers, but for those that wait behind one that is set aside. */
final class DeadLetteringInvoker implements EventHandlerInvoker {

    private final EventHandlerInvoker handlers;
    private final SetAside setAside;

    DeadLetteringInvoker(EventHandlerInvoker handlers, SetAside setAside) {
        this.handlers = handlers;
        this.setAside = setAside;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return handlers.canHandle(event, segment);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return handlers.canHandleType(payloadType);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        if (!setAside.takesBehind(event)) {
            handlers.handle(event, segment);
        }
    }

    /** Hands over an event that was set aside. */
    void handleAgain(EventMessage<?> event, Segment segment) throws Exception {
        if (handlers instanceof HandlesAgain again) {
            again.handleAgain(event, segment);
        } else {
            handlers.handle(event, segment);
        }
    }

    @Override
    public boolean supportsReset() {
        return handlers.supportsReset();
    }

    @Override
    public void segmentReleased(Segment segment) {
        setAside.forget();
        handlers.segmentReleased(segment);
    }
}
