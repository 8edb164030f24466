package io.punchgate.query.audit;

import io.punchgate.api.EventFamilies;
import io.punchgate.api.StoredAs;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The names by which auditors know events: the stored name without prefix and version. */
final class EventTypes {

    private static final Set<String> KNOWN = EventFamilies.events()
            .map(event ->
                    Objects.requireNonNull(event.getAnnotation(StoredAs.class)).name())
            .collect(Collectors.toUnmodifiableSet());

    private EventTypes() {}

    /** Whether events of that name exist. */
    static boolean isKnown(String type) {
        return KNOWN.contains(type);
    }

    /** {@code punch-recorded} of {@code punchgate.punch-recorded.v1}. */
    static String shortName(String storedName) {
        int start = storedName.indexOf('.') + 1;
        int end = storedName.lastIndexOf(".v");
        return start > 0 && end > start ? storedName.substring(start, end) : storedName;
    }

    /** The pattern, for {@code like}, of the stored names of all versions of a type. */
    static String pattern(String type) {
        return "punchgate." + type + ".v%";
    }
}
