package io.punchgate.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with {@link Personal} components, a record. The log stores them as one text that is sealed by the key of a person, and
 * opens it for its readers as long as there is that key. Events of a time before have no sealed text, and are stored in clear.
 */
public interface PersonalEvent extends DomainEvent {

    /** The customer whose person it is. */
    String customerId();

    /** The user whose key seals it; null: somebody that nobody can name, so that it has a key of its own, or was erased. */
    @Nullable
    String user();

    /** The id that the sealed text is bound to, so that it cannot be moved to another event. */
    String sealedId();

    /** The id of the key; null: the event is not sealed. */
    @Nullable
    UUID person();

    /** The sealed components in base64; null: the event is not sealed. */
    @Nullable
    String sealed();

    /** Tells whether its personal components are gone for good. */
    boolean erased();
}
