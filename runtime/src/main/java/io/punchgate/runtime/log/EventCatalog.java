package io.punchgate.runtime.log;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.EventFamilies;
import io.punchgate.api.StoredAs;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps event classes to their stored names and back. */
final class EventCatalog {

    private static final String PREFIX = "punchgate.";

    private static final Map<Class<? extends DomainEvent>, String> NAMES =
            EventFamilies.events().collect(Collectors.toUnmodifiableMap(Function.identity(), EventCatalog::nameFrom));

    private static final Map<String, Class<? extends DomainEvent>> CLASSES =
            EventFamilies.events().collect(Collectors.toUnmodifiableMap(EventCatalog::nameFrom, Function.identity()));

    private EventCatalog() {}

    /** The stored name of an event class, such as {@code punchgate.punch-recorded.v1}; empty if it is no event of ours. */
    static Optional<String> nameOf(Class<?> eventClass) {
        return Optional.ofNullable(NAMES.get(eventClass));
    }

    /** The event class stored under that name; empty if this version of Punchgate does not know it. */
    static Optional<Class<? extends DomainEvent>> classOf(String storedName) {
        return Optional.ofNullable(CLASSES.get(storedName));
    }

    private static String nameFrom(Class<?> eventClass) {
        @Nullable StoredAs storedAs = eventClass.getAnnotation(StoredAs.class);
        if (storedAs == null) {
            throw new IllegalStateException(eventClass + " has no @StoredAs");
        }
        return PREFIX + storedAs.name() + ".v" + storedAs.version();
    }
}
