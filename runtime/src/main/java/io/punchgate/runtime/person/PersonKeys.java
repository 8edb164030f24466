package io.punchgate.runtime.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The keys of the persons of all customers. Keys that were used of late stay in memory, until any person is erased: then all are
 * forgotten. A process learns of the erasures of others by their number, which stands beside the head of the log: before each append
 * that does not follow its own, and twice a second.
 */
public final class PersonKeys {

    /** Some 300 bytes each, in both directions. */
    private static final int PERSONS_CACHED_MAX = 65_536;

    private final PersonTable table;
    private final SubjectTexts texts;
    /** Empty: erased. */
    private final Cache<UUID, Optional<PersonKey>> byId =
            Caffeine.newBuilder().maximumSize(PERSONS_CACHED_MAX).build();

    private final Cache<NamedPerson, PersonKey> byName =
            Caffeine.newBuilder().maximumSize(PERSONS_CACHED_MAX).build();

    private final Cache<UUID, Boolean> byErasure =
            Caffeine.newBuilder().maximumSize(PERSONS_CACHED_MAX).build();
    /** Negative: not known yet. */
    private long erasures = -1;
    /** Counts how often all were forgotten. */
    private volatile int generation;

    public PersonKeys(JdbcTemplate jdbc) {
        this.table = new PersonTable(jdbc);
        this.texts = new SubjectTexts(jdbc);
    }

    /**
     * The id of a customer's user. It is {@link #firstId} if there is no such person yet; empty if that one was erased, and nothing was
     * recorded of the user since.
     */
    public Optional<UUID> personOf(String customerId, String userId) {
        return personOf(new NamedPerson(customerId, userId), table);
    }

    Optional<UUID> personOf(NamedPerson named, PersonTable from) {
        PersonKey known = known(named);
        if (known != null) {
            return Optional.of(known.person());
        }
        int before = generation;
        Optional<PersonKey> found = from.find(named);
        found.ifPresent(key -> remember(before, Map.of(named, key)));
        UUID first = from.firstId(named);
        return found.map(PersonKey::person)
                .or(() -> erased(List.of(first), from).isEmpty() ? Optional.of(first) : Optional.empty());
    }

    /**
     * The id that a customer's user has until the first erasure. Events of the time before persons had keys have none, and are of the
     * person of this id.
     */
    public UUID firstId(String customerId, String userId) {
        return table.firstId(new NamedPerson(customerId, userId));
    }

    /**
     * Texts that may name persons, and have keys of their own, in the order of their ids.
     *
     * @param after the last id that was read; null: none
     */
    public List<SubjectText> texts(String customerId, @Nullable UUID after, int max) {
        return texts.after(customerId, after == null ? new UUID(0, 0) : after, max);
    }

    /** Those of the ids whose persons were erased, as far as this process knows of erasures. */
    public Set<UUID> erased(Collection<UUID> persons) {
        return erased(persons, table);
    }

    private Set<UUID> erased(Collection<UUID> persons, PersonTable from) {
        if (!anyErased()) {
            return Set.of();
        }
        Set<UUID> erased = new HashSet<>();
        Set<UUID> unknown = new HashSet<>();
        for (UUID person : persons) {
            Boolean known = byErasure.getIfPresent(person);
            if (known == null) {
                unknown.add(person);
            } else if (known) {
                erased.add(person);
            }
        }
        if (!unknown.isEmpty()) {
            int before = generation;
            Set<UUID> found = from.erased(unknown);
            erased.addAll(found);
            rememberErasures(before, unknown, found);
        }
        return erased;
    }

    /** False where this process knows that there was no erasure. */
    synchronized boolean anyErased() {
        return erasures != 0;
    }

    /** The key of that id; empty if its person was erased. */
    public Optional<PersonKey> find(UUID person) {
        return Optional.ofNullable(find(List.of(person)).get(person));
    }

    /** Tells whether the key of that id, or that there is none, is known without asking the database. */
    public boolean isInMemory(UUID person) {
        return byId.getIfPresent(person) != null;
    }

    /** The keys of those ids, except for those of persons who were erased. What is not in memory is read with one statement. */
    public Map<UUID, PersonKey> find(Collection<UUID> persons) {
        return find(persons, table);
    }

    Map<UUID, PersonKey> find(Collection<UUID> persons, PersonTable from) {
        Map<UUID, PersonKey> found = new HashMap<>();
        Set<UUID> unknown = new HashSet<>();
        for (UUID person : persons) {
            Optional<PersonKey> known = byId.getIfPresent(person);
            if (known == null) {
                unknown.add(person);
            } else if (known.isPresent()) {
                found.put(person, known.get());
            }
        }
        if (!unknown.isEmpty()) {
            int before = generation;
            from.keys(unknown).forEach(key -> found.put(key.person(), key));
            rememberIds(before, unknown, found);
        }
        return found;
    }

    /** Forgets all keys, if there were other erasures than those of before; tells whether there were. */
    public synchronized boolean observe(long erasuresUntilNow) {
        boolean more = erasures != erasuresUntilNow;
        if (more) {
            erasures = erasuresUntilNow;
            generation++;
            byId.invalidateAll();
            byName.invalidateAll();
            byErasure.invalidateAll();
        }
        return more;
    }

    /** Destroys keys for good, in the transaction of this thread. {@link #observe} follows once it is committed. */
    public void destroy(String customerId, Collection<UUID> persons) {
        table.destroy(customerId, persons);
    }

    @Nullable
    PersonKey known(NamedPerson person) {
        return byName.getIfPresent(person);
    }

    int generation() {
        return generation;
    }

    PersonTable table() {
        return table;
    }

    SubjectTexts texts() {
        return texts;
    }

    /** Keeps what was read at that generation: a later one may know of its erasure. */
    synchronized void remember(int readAt, Map<NamedPerson, PersonKey> read) {
        if (readAt == generation) {
            byName.putAll(read);
            read.values().forEach(key -> byId.put(key.person(), Optional.of(key)));
        }
    }

    private synchronized void rememberErasures(int readAt, Set<UUID> asked, Set<UUID> found) {
        if (readAt == generation) {
            asked.forEach(person -> byErasure.put(person, found.contains(person)));
        }
    }

    private synchronized void rememberIds(int readAt, Set<UUID> asked, Map<UUID, PersonKey> found) {
        if (readAt == generation) {
            asked.forEach(person -> byId.put(person, Optional.ofNullable(found.get(person))));
        }
    }
}
