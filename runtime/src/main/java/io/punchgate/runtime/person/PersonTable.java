package io.punchgate.runtime.person;

import io.punchgate.runtime.sql.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The table of persons, in the transaction of the thread if there is one. */
final class PersonTable {

    /** Two processes that meet the same new person at once: one of them finds the other's row, the second time at the latest. */
    private static final int TRIES_MAX = 3;

    /** A condition that is true, and lets the commit return before it is on the disk. */
    static final String WITHOUT_THE_DISK = "set_config('synchronous_commit', 'off', true) is not null";

    /** In the order of the hashes, so that two that insert the same persons wait for each other in one direction only. */
    private static final String TAKE = """
            with asked as (
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[])
                    as a (first_id, other_id, customer_id, user_hash, key)%s
            ),
            found as (
                select p.id, p.customer_id, p.user_hash, p.key
                from asked join person.person p on p.customer_id = asked.customer_id and p.user_hash = asked.user_hash
            ),
            made as (
                insert into person.person (id, customer_id, user_hash, key)
                select case when exists (select from person.person p where p.id = first_id) then other_id else first_id end,
                    customer_id, user_hash, key
                from asked
                where not exists (select from found
                    where found.customer_id = asked.customer_id and found.user_hash = asked.user_hash)
                order by customer_id, user_hash
                on conflict do nothing
                returning id, customer_id, user_hash, key
            )
            select id, customer_id, user_hash, key from found
            union all select id, customer_id, user_hash, key from made
            """;

    /** Outside of a transaction it does not wait for the disk: the append that needs the row waits, and is later. */
    private static final String TAKE_ALONE = TAKE.formatted(" where " + WITHOUT_THE_DISK);

    private static final String TAKE_IN_TRANSACTION = TAKE.formatted("");

    private static final String DESTROY = """
            insert into person.person (id, customer_id, erased_at) select unnest(?::uuid[]), ?, now()
            on conflict (id) do update set key = null, user_hash = null, sealed = null,
                erased_at = coalesce(person.erased_at, excluded.erased_at)
            """;

    private static final RowMapper<PersonKey> KEY =
            (row, number) -> new PersonKey(row.getObject("id", UUID.class), row.getBytes("key"));

    private final JdbcTemplate jdbc;
    private final UserHashes hashes;

    PersonTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.hashes = new UserHashes(jdbc);
    }

    /** The persons of those names; who has none yet gets one. */
    Map<NamedPerson, PersonKey> take(Collection<NamedPerson> asked) {
        Map<NamedPerson, PersonKey> taken = new HashMap<>();
        for (int tries = 0; taken.size() < asked.size(); tries++) {
            if (tries == TRIES_MAX) {
                throw new IllegalStateException("persons that were neither found nor added");
            }
            taken.putAll(tryToTake(
                    asked.stream().filter(each -> !taken.containsKey(each)).toList()));
        }
        return taken;
    }

    private Map<NamedPerson, PersonKey> tryToTake(List<NamedPerson> asked) {
        Map<String, NamedPerson> byHash = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>(asked.size());
        for (NamedPerson person : asked) {
            String hash = HexFormat.of().formatHex(hashes.of(person));
            byHash.put(hash, person);
            candidates.add(new Candidate(person, hash, hashes.firstId(person)));
        }
        candidates.sort(Comparator.comparing(Candidate::hash));
        Map<NamedPerson, PersonKey> taken = new HashMap<>();
        String sql = TransactionSynchronizationManager.isActualTransactionActive() ? TAKE_IN_TRANSACTION : TAKE_ALONE;
        RowCallbackHandler take = row -> taken.put(
                Objects.requireNonNull(byHash.get(HexFormat.of().formatHex(row.getBytes("user_hash")))),
                new PersonKey(row.getObject("id", UUID.class), row.getBytes("key")));
        jdbc.query(sql, statement -> bind(statement, candidates), take);
        return taken;
    }

    private static void bind(PreparedStatement statement, List<Candidate> candidates) throws SQLException {
        Connection connection = statement.getConnection();
        List<@Nullable UUID> firstIds = new ArrayList<>();
        List<@Nullable UUID> otherIds = new ArrayList<>();
        List<@Nullable String> customers = new ArrayList<>();
        List<byte @Nullable []> userHashes = new ArrayList<>();
        List<byte @Nullable []> keys = new ArrayList<>();
        for (Candidate candidate : candidates) {
            firstIds.add(candidate.firstId());
            otherIds.add(UUID.randomUUID());
            customers.add(candidate.person().customerId());
            userHashes.add(HexFormat.of().parseHex(candidate.hash()));
            keys.add(PersonKey.randomKey());
        }
        statement.setArray(1, BinaryArrays.uuids(connection, firstIds));
        statement.setArray(2, BinaryArrays.uuids(connection, otherIds));
        statement.setArray(3, BinaryArrays.texts(connection, customers));
        statement.setArray(4, BinaryArrays.bytes(connection, userHashes));
        statement.setArray(5, BinaryArrays.bytes(connection, keys));
    }

    private record Candidate(NamedPerson person, String hash, UUID firstId) {}

    /** The first id of that person, whether there is a row or not. */
    UUID firstId(NamedPerson person) {
        return hashes.firstId(person);
    }

    /** The person of that name; empty if there is none. */
    Optional<PersonKey> find(NamedPerson person) {
        return jdbc
                .query(
                        "select id, key from person.person where customer_id = ? and user_hash = ?",
                        KEY,
                        person.customerId(),
                        hashes.of(person))
                .stream()
                .findFirst();
    }

    /** The keys of those ids; of those who were erased there are none. */
    List<PersonKey> keys(Collection<UUID> persons) {
        return jdbc.query(
                "select id, key from person.person where id = any (?) and key is not null",
                statement ->
                        statement.setArray(1, BinaryArrays.uuids(statement.getConnection(), new ArrayList<>(persons))),
                KEY);
    }

    /** Those of the ids whose persons were erased. */
    Set<UUID> erased(Collection<UUID> persons) {
        return new HashSet<>(jdbc.query(
                "select id from person.person where id = any (?) and erased_at is not null",
                statement ->
                        statement.setArray(1, BinaryArrays.uuids(statement.getConnection(), new ArrayList<>(persons))),
                (row, number) -> row.getObject("id", UUID.class)));
    }

    /** Destroys keys, and all by which their persons could be found; a person without a row gets one that says so. */
    void destroy(String customerId, Collection<UUID> persons) {
        jdbc.update(DESTROY, statement -> {
            statement.setArray(1, BinaryArrays.uuids(statement.getConnection(), new ArrayList<>(persons)));
            statement.setString(2, customerId);
        });
    }
}
