package io.punchgate.query.audit.scrub;

import io.punchgate.api.audit.ScrubView.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A fault as a pass finds it.
 *
 * @param place as clients read it
 * @param customerId the customer whose auditors may see it; null: operators only
 * @param source the table of a read model; else what was read
 * @param position of the row or the event; null: it has none
 */
record FoundFault(
        Kind kind,
        String place,
        @Nullable String customerId,
        String source,
        @Nullable Long position) {

    /** An id that was changed may be any text. */
    private static final int PLACE_CHARACTERS_MAX = 200;

    FoundFault {
        place = place.length() <= PLACE_CHARACTERS_MAX ? place : place.substring(0, PLACE_CHARACTERS_MAX);
    }

    /** Faults with the same key are one. */
    String key() {
        return kind + " " + place;
    }
}
