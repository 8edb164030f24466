package io.punchgate.query.projection;

import io.punchgate.api.DomainEvent;
import io.punchgate.runtime.log.EventFamilies;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.AnnotatedHandlerInspector;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MessageHandlingMember;

/**
 * The methods of a projection that Axon's {@code EventHandler} marks, by the event that each takes. Axon finds and calls
 * them; only the choice of the method is our own, since one look-up in a map replaces a search through all of them.
 */
final class EventHandlers {

    private final Map<Class<?>, MessageHandlingMember<? super Projection>> byEvent = new HashMap<>();

    /**
     * Finds the methods of a class.
     *
     * @throws IllegalStateException if two methods take the same event, or one takes what is no event
     */
    EventHandlers(Class<? extends Projection> type) {
        AnnotatedHandlerInspector.<Projection>inspectType(type, ClasspathParameterResolverFactory.forClass(type))
                .getHandlers(type)
                .filter(handler -> handler.canHandleMessageType(EventMessage.class))
                .forEach(this::add);
    }

    private void add(MessageHandlingMember<? super Projection> handler) {
        Set<Class<?>> events = events(handler.payloadType());
        if (events.isEmpty()) {
            throw new IllegalStateException(handler.signature() + " takes no event");
        }
        for (Class<?> event : events) {
            if (byEvent.put(event, handler) != null) {
                throw new IllegalStateException(
                        handler.signature() + " takes an event that another method takes: " + event);
            }
        }
    }

    /** The events of a type: itself, or all events of a sealed family. */
    private static Set<Class<?>> events(Class<?> type) {
        return Set.of(EventFamilies.events().filter(type::isAssignableFrom).toArray(Class<?>[]::new));
    }

    /** The events that have a method. */
    Stream<Class<? extends DomainEvent>> events() {
        return byEvent.keySet().stream().map(event -> event.asSubclass(DomainEvent.class));
    }

    /** Has the projection's method take an event, which must be one of {@link #events}. */
    void handle(EventMessage<?> event, Projection projection) {
        MessageHandlingMember<? super Projection> handler = byEvent.get(event.getPayloadType());
        if (handler == null) {
            throw new IllegalArgumentException(projection.name() + " does not handle " + event.getPayloadType());
        }
        try {
            handler.handle(event, projection);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(projection.name() + " failed at an event", e);
        }
    }
}
