package io.punchgate.query.stream.event;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of events in a stream. */
public enum StreamType {
    /** A punch was recorded. */
    PUNCH,
    /** A device was seen, or went. */
    PRESENCE,
    /** An attempt of a push had an outcome, or another push was asked for. */
    DELIVERY,
    /** A punch was corrected. */
    CORRECTION;

    /** The names that clients see. */
    public static final Set<String> LABELS =
            Stream.of(values()).map(StreamType::label).collect(Collectors.toUnmodifiableSet());

    /** The name that clients see: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a {@link #label}; {@link IllegalArgumentException} if there is none. */
    public static StreamType labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
