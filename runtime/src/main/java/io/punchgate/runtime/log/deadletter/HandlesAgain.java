package io.punchgate.runtime.log.deadletter;

import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/** An invoker that treats an event that was set aside otherwise than one that comes in its order. */
public interface HandlesAgain extends EventHandlerInvoker {

    /** Handles an event that was set aside, whatever was handled since. */
    void handleAgain(EventMessage<?> event, Segment segment) throws Exception;
}
