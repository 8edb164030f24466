package io.punchgate.runtime.person;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The keys of persons for those who read on behalf of callers. What is not in memory is looked up over readers' connections, so that the
 * intake never waits for one.
 */
public final class ReadersKeys {

    private final PersonKeys keys;
    private final PersonTable table;

    ReadersKeys(PersonKeys keys, JdbcTemplate readers) {
        this.keys = keys;
        this.table = new PersonTable(readers);
    }

    /** As {@link PersonKeys#personOf}. */
    public Optional<UUID> personOf(String customerId, String userId) {
        return keys.personOf(new NamedPerson(customerId, userId), table);
    }

    /** As {@link PersonKeys#find(Collection)}. */
    public Map<UUID, PersonKey> find(Collection<UUID> persons) {
        return keys.find(persons, table);
    }
}
