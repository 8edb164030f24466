package io.punchgate.runtime.access.use;

import io.punchgate.runtime.sql.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps when each API key was last used. Calls only note it in memory; {@link #save} writes the keys used since in one statement,
 * each at most once a minute, so that another process sees a use a minute late at worst.
 */
public final class KeyUses implements AutoCloseable {

    private static final Duration SAVED_EVERY = Duration.ofMinutes(1);
    /** Of one process, within a minute; the uses of more keys are not noted. */
    private static final int KEYS_MAX = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    public KeyUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The last use of a key in this process.
     *
     * @param saved the use that the table was last told of; null: none yet
     */
    private record Use(Instant last, @Nullable Instant saved) {

        boolean isSaved() {
            return last.equals(saved);
        }

        /** Its minute is over, also where the clock was set back. */
        boolean isDue(Instant now) {
            return saved == null || !now.isBefore(saved.plus(SAVED_EVERY)) || now.isBefore(saved);
        }
    }

    /** Notes that the key of that id calls now. */
    public void add(String keyId) {
        Instant now = clock.instant();
        if (uses.size() < KEYS_MAX || uses.containsKey(keyId)) {
            uses.compute(keyId, (id, use) -> new Use(now, use == null ? null : use.saved));
        }
    }

    /** Writes the uses that are due, and forgets those that were written a while ago. */
    public void save() {
        Instant now = clock.instant();
        uses.values().removeIf(use -> use.isSaved() && use.isDue(now));
        save(use -> use.isDue(now));
    }

    private void save(Predicate<Use> wanted) {
        Map<String, Instant> due = new HashMap<>();
        uses.forEach((id, use) -> {
            if (!use.isSaved() && wanted.test(use)) {
                due.put(id, use.last);
            }
        });
        if (due.isEmpty()) {
            return;
        }
        List<Map.Entry<String, Instant>> rows = List.copyOf(due.entrySet());
        jdbc.sql("insert into access.key_use (key_id, last_used_at)"
                        + " select * from unnest(?::text[], ?::timestamptz[]) order by 1"
                        + " on conflict (key_id) do update set last_used_at = excluded.last_used_at"
                        + " where key_use.last_used_at < excluded.last_used_at")
                .param(rows.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(rows.stream().map(row -> row.getValue().toString()).toArray(String[]::new))
                .update();
        due.forEach((id, saved) -> uses.computeIfPresent(id, (same, use) -> new Use(use.last, saved)));
    }

    /** The last use of each of these keys that has one, here or in another process. */
    public Map<String, Instant> of(Collection<String> keyIds) {
        Map<String, Instant> found = new HashMap<>();
        jdbc.sql("select key_id, last_used_at from access.key_use where key_id = any(?)")
                .param(keyIds.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("key_id"), Timestamps.instant(row, "last_used_at"));
                });
        for (String id : keyIds) {
            @Nullable Use here = uses.get(id);
            if (here != null) {
                found.merge(id, here.last, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return found;
    }

    /** Writes what is not written yet, when the process stops. */
    @Override
    public void close() {
        save(use -> true);
    }
}
