package io.punchgate.api.delivery;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stage that the push of a punch has reached. */
public enum DeliveryStatus {
    DELIVERED,
    PENDING,
    /** Not tried again until somebody asks for it. */
    PARKED,
    /** Recorded while no callback wanted it, or ended with its callback. */
    NEVER,
    /** The person was erased before the punch was acknowledged. */
    ERASED;

    /** The names that clients see. */
    public static final Set<String> LABELS =
            Stream.of(values()).map(DeliveryStatus::label).collect(Collectors.toUnmodifiableSet());

    /** The name that clients see and rows keep: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a {@link #label}; {@link IllegalArgumentException} if there is none. */
    public static DeliveryStatus labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
