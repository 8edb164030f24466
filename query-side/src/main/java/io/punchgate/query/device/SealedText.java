package io.punchgate.query.device;

import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.sql.StorableText;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sealed components of an event in a row; none where it was stored in clear.
 *
 * @param sealed in base64
 * @param boundTo the id that the event binds them to
 */
record SealedText(@Nullable UUID person, @Nullable String sealed, String boundTo) {

    static SealedText of(@Nullable UUID person, byte @Nullable [] sealed, String boundTo) {
        return new SealedText(
                person, sealed == null ? null : Base64.getEncoder().encodeToString(sealed), boundTo);
    }

    boolean isThere() {
        return person != null && sealed != null;
    }

    /** A component as a table would keep it; null where the event has none, or who could be named by it was erased. */
    @Nullable
    String text(String component, Map<UUID, PersonKey> keys) {
        @Nullable PersonKey key = person == null ? null : keys.get(person);
        if (key == null || sealed == null) {
            return null;
        }
        JsonNode components =
                JsonMapper.shared().readTree(key.open(Base64.getDecoder().decode(sealed), boundTo));
        @Nullable String text = components.path(component).asString(null);
        return text == null ? null : StorableText.of(text);
    }
}
