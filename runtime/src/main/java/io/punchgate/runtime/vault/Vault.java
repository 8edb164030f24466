package io.punchgate.runtime.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps secrets by id. A secret is written once and never changed: a rotation writes another one.
 *
 * <p>It is written before the command that names it; a secret that no event names does no harm, and is removed in time.
 */
public final class Vault {

    private static final int CACHED_SECRETS_MAX = 100_000;
    private static final String RETURNING =
            " returning id, coalesce(kind = 'instruction_data', false) as of_instruction, value";

    private final JdbcClient jdbc;
    private final Cache<String, String> cache =
            Caffeine.newBuilder().maximumSize(CACHED_SECRETS_MAX).build();

    /** The uses of secrets. */
    public enum Kind {
        /** The token that each push of a device carries. */
        CALLBACK_TOKEN,
        /** The secret that signs a customer's pushes. */
        SIGNING_SECRET,
        /**
         * The id of the JSON object that goes with an instruction, which is encrypted elsewhere: it may hold passwords and card numbers of
         * persons. In a store of before it is the object itself.
         */
        INSTRUCTION_DATA
    }

    public Vault(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a secret and returns the id under which it is found. */
    public String put(Kind kind, String secret) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into log.secret (id, value, kind) values (?, ?, ?)")
                .param(id)
                .param(secret)
                .param(kind.name().toLowerCase(Locale.ROOT))
                .update();
        return id;
    }

    /** The secret of that id, or empty if there is none. It stays in memory, for it is asked for again and again. */
    public Optional<String> find(String id) {
        @Nullable String cached = cache.getIfPresent(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<String> found = jdbc.sql("select value from log.secret where id = ?")
                .param(id)
                .query(String.class)
                .optional();
        found.ifPresent(secret -> cache.put(id, secret));
        return found;
    }

    /** Tells whether the secret of that id is in memory, so that it is found without a wait. */
    public boolean isInMemory(String id) {
        return cache.getIfPresent(id) != null;
    }

    /** The secrets of those ids, as far as there are any, by id. They are read each time: each is asked for once or twice. */
    public Map<String, String> read(Collection<String> ids) {
        return jdbc
                .sql("select id, value from log.secret where id = any (?)")
                .param(ids.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Secrets that were removed: their number, and the values that were data of instructions. */
    public record Removed(int count, List<String> instructionData) {

        private static Removed of(List<Secret> removed) {
            return new Removed(
                    removed.size(),
                    removed.stream()
                            .filter(Secret::ofInstruction)
                            .map(Secret::value)
                            .toList());
        }

        public Removed {
            instructionData = List.copyOf(instructionData);
        }
    }

    private record Secret(String id, boolean ofInstruction, String value) {

        static Secret in(ResultSet row) throws SQLException {
            return new Secret(row.getString("id"), row.getBoolean("of_instruction"), row.getString("value"));
        }
    }

    /** Removes secrets for good. */
    public Removed remove(Collection<String> ids) {
        return removed(jdbc.sql("delete from log.secret where id = any (?)" + RETURNING)
                .param(ids.toArray(String[]::new)));
    }

    private Removed removed(JdbcClient.StatementSpec delete) {
        List<Secret> removed = delete.query((row, number) -> Secret.in(row)).list();
        cache.invalidateAll(removed.stream().map(Secret::id).toList());
        return Removed.of(removed);
    }

    /**
     * Removes secrets that no table of uses lists: those whose command failed, or was never sent.
     *
     * @param uses a trusted name of a table whose column {@code secret_id} has the secrets in use
     * @param before only secrets that were written before are removed: a later one may be named yet
     * @param max the most that are removed
     */
    public Removed removeUnlisted(String uses, Instant before, int max) {
        return removed(jdbc.sql("delete from log.secret where id in (select id from log.secret s"
                        + " where created_at < ? and not exists (select from " + uses
                        + " u where u.secret_id = s.id) limit ?)" + RETURNING)
                .param(before.atOffset(ZoneOffset.UTC))
                .param(max));
    }
}
