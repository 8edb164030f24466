package io.punchgate.query.listing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads ids as the tables keep them. */
public final class StoredId {

    private StoredId() {}

    /** The id of a punch or a correction; null: the text is no such id. */
    public static @Nullable UUID read(String id) {
        try {
            UUID read = UUID.fromString(id);
            return read.toString().equals(id) ? read : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
