package io.punchgate.query.delivery;

import io.punchgate.api.delivery.AttemptView;
import io.punchgate.runtime.person.PersonKey;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.sql.Timestamps;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens what servers answered: of a person who was erased there is nothing to be read any more. */
@Component
final class Excerpts {

    private final PersonKeys keys;

    Excerpts(PersonKeys keys) {
        this.keys = keys;
    }

    /**
     * An attempt as a table keeps it.
     *
     * @param attempt without an excerpt where that is sealed
     * @param sealed the excerpt in base64; null: it is not sealed, or there is none
     * @param pushedId the id that the sealed one is bound to
     * @param person whose key opens it
     */
    record Kept(
            AttemptView attempt,
            @Nullable String sealed,
            @Nullable UUID pushedId,
            @Nullable UUID person) {

        /** Reads the columns at, status_code, latency_ms, error, excerpt, sealed, pushed_id and person_id, which may have a prefix. */
        static Kept read(ResultSet row, String prefix) throws SQLException {
            Instant at = Timestamps.instant(row, prefix + "at");
            return new Kept(
                    new AttemptView(
                            at,
                            row.getObject(prefix + "status_code", Integer.class),
                            row.getLong(prefix + "latency_ms"),
                            row.getString(prefix + "error"),
                            row.getString(prefix + "excerpt")),
                    base64(row.getBytes(prefix + "sealed")),
                    row.getObject(prefix + "pushed_id", UUID.class),
                    row.getObject(prefix + "person_id", UUID.class));
        }

        private static @Nullable String base64(byte @Nullable [] bytes) {
            return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
        }

        Kept opened(Map<UUID, PersonKey> keys) {
            @Nullable PersonKey key = person == null ? null : keys.get(person);
            if (sealed == null || key == null || pushedId == null) {
                return this;
            }
            String excerpt = new String(
                    key.open(Base64.getDecoder().decode(sealed), pushedId.toString()), StandardCharsets.UTF_8);
            AttemptView opened =
                    new AttemptView(attempt.at(), attempt.statusCode(), attempt.latencyMs(), attempt.error(), excerpt);
            return new Kept(opened, null, null, null);
        }
    }

    /** The keys of the persons of these. */
    Map<UUID, PersonKey> keysOf(Collection<Kept> kept) {
        return keys.find(
                kept.stream().map(Kept::person).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    /** The attempts, opened. */
    List<AttemptView> open(List<Kept> kept) {
        Map<UUID, PersonKey> found = keysOf(kept);
        return kept.stream().map(each -> each.opened(found).attempt()).toList();
    }
}
