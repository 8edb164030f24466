package io.punchgate.query.delivery;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the push of a punch stands. */
enum DeliveryStatus {
    DELIVERED,
    PENDING,
    /** Not tried again of itself. */
    PARKED,
    /** Recorded while its customer had no callback. */
    NEVER,
    /** Its person was erased before it could be pushed. */
    ERASED;

    static final Set<String> LABELS =
            Stream.of(values()).map(DeliveryStatus::label).collect(Collectors.toUnmodifiableSet());

    /** The name that clients see and rows keep: lower case. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryStatus labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
