package io.punchgate.runtime.log;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.StoredAs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the log stores events, such as {@code punchgate.punch-recorded.v1}: a prefix, the event's name and
 * the version of its JSON. They come from {@link StoredAs} and never from a class's name.
 */
public final class StoredNames {

    private static final String PREFIX = "punchgate.";
    private static final String VERSION = ".v";

    private static final Map<Class<? extends DomainEvent>, String> NAMES =
            EventFamilies.events().collect(Collectors.toUnmodifiableMap(Function.identity(), StoredNames::nameFrom));

    private static final Map<String, Class<? extends DomainEvent>> CLASSES =
            EventFamilies.events().collect(Collectors.toUnmodifiableMap(StoredNames::nameFrom, Function.identity()));

    private static final Set<String> EVENT_NAMES =
            NAMES.values().stream().map(StoredNames::eventName).collect(Collectors.toUnmodifiableSet());

    private StoredNames() {}

    /** The stored name of an event class; empty where the class is no event of ours. */
    public static Optional<String> of(Class<?> eventClass) {
        return Optional.ofNullable(NAMES.get(eventClass));
    }

    /**
     * The stored name of an event class.
     *
     * @throws IllegalArgumentException where the class is no event of ours
     */
    public static String require(Class<? extends DomainEvent> eventClass) {
        return of(eventClass)
                .orElseThrow(() -> new IllegalArgumentException(eventClass + " is not an event that is stored"));
    }

    /** The event class stored under that name; empty where this version of Punchgate does not know it. */
    public static Optional<Class<? extends DomainEvent>> classOf(String storedName) {
        return Optional.ofNullable(CLASSES.get(storedName));
    }

    /** Tells whether events of that name, such as {@code punch-recorded}, exist in any version. */
    public static boolean isEventName(String eventName) {
        return EVENT_NAMES.contains(eventName);
    }

    /** The name without prefix and version: {@code punch-recorded} of {@code punchgate.punch-recorded.v1}. */
    public static String eventName(String storedName) {
        int start = storedName.indexOf('.') + 1;
        int end = storedName.lastIndexOf(VERSION);
        return start > 0 && end > start ? storedName.substring(start, end) : storedName;
    }

    /** The pattern, for {@code like}, of the stored names of all versions of an event. */
    public static String pattern(String eventName) {
        return PREFIX + eventName + VERSION + "%";
    }

    private static String nameFrom(Class<?> eventClass) {
        @Nullable StoredAs storedAs = eventClass.getAnnotation(StoredAs.class);
        if (storedAs == null) {
            throw new IllegalStateException(eventClass + " has no @StoredAs");
        }
        return PREFIX + storedAs.name() + VERSION + storedAs.version();
    }
}
