package io.punchgate.runtime.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps secrets by id. A secret is written once and never changed: a rotation writes another one.
 *
 * <p>It is written before the command that names it; a secret that no event names does no harm.
 */
public final class Vault {

    private static final int CACHED_SECRETS_MAX = 100_000;

    private final JdbcClient jdbc;
    private final Cache<String, String> cache =
            Caffeine.newBuilder().maximumSize(CACHED_SECRETS_MAX).build();

    public Vault(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a secret and returns the id under which it is found. */
    public String put(String secret) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into log.secret (id, value) values (?, ?)")
                .param(id)
                .param(secret)
                .update();
        return id;
    }

    /** The secret of that id, or empty if there is none. */
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
}
