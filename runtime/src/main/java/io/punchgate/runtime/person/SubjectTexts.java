package io.punchgate.runtime.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.runtime.sql.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The texts that may name persons, in the table of persons: each has a key of its own, and is kept beside it, encrypted, so that an
 * erasure can look for the person in it.
 */
public final class SubjectTexts {

    private static final String ADD = """
            insert into person.person (id, customer_id, key, sealed)
            select * from unnest(?::uuid[], ?::text[], ?::bytea[], ?::bytea[])""";

    private static final String SELECT = "select id, key, sealed from person.person where sealed is not null and ";

    private static final RowMapper<SubjectText> TEXT = (row, number) -> {
        PersonKey key = new PersonKey(row.getObject("id", UUID.class), row.getBytes("key"));
        byte[] text = key.open(row.getBytes("sealed"), key.person().toString());
        return new SubjectText(key.person(), new String(text, UTF_8));
    };

    private final JdbcTemplate jdbc;

    public SubjectTexts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps one text under a key of its own, and returns the key's id. */
    public UUID keep(String customerId, String text) {
        return add(List.of(new NewText(customerId, text))).getFirst().person();
    }

    /** A text that is to be kept. */
    record NewText(String customerId, String text) {}

    /**
     * Keeps texts under new keys, which it returns in the same order. Outside of a transaction it does not wait for the disk: the append
     * that names them waits, and is later.
     */
    List<PersonKey> add(List<NewText> texts) {
        List<PersonKey> keys = new ArrayList<>(texts.size());
        String sql = TransactionSynchronizationManager.isActualTransactionActive()
                ? ADD
                : ADD + " where " + PersonTable.WITHOUT_THE_DISK;
        jdbc.update(sql, statement -> bind(statement, texts, keys));
        return keys;
    }

    private static void bind(PreparedStatement statement, List<NewText> texts, List<PersonKey> made)
            throws SQLException {
        Connection connection = statement.getConnection();
        List<@Nullable UUID> ids = new ArrayList<>();
        List<@Nullable String> customers = new ArrayList<>();
        List<byte @Nullable []> keys = new ArrayList<>();
        List<byte @Nullable []> sealed = new ArrayList<>();
        for (NewText text : texts) {
            byte[] key = PersonKey.randomKey();
            PersonKey person = new PersonKey(UUID.randomUUID(), key);
            made.add(person);
            ids.add(person.person());
            customers.add(text.customerId());
            keys.add(key);
            sealed.add(person.seal(text.text().getBytes(UTF_8), person.person().toString()));
        }
        statement.setArray(1, BinaryArrays.uuids(connection, ids));
        statement.setArray(2, BinaryArrays.texts(connection, customers));
        statement.setArray(3, BinaryArrays.bytes(connection, keys));
        statement.setArray(4, BinaryArrays.bytes(connection, sealed));
    }

    /** A customer's texts, in the order of their ids. */
    List<SubjectText> after(String customerId, UUID after, int max) {
        return jdbc.query(SELECT + "customer_id = ? and id > ? order by id limit ?", TEXT, customerId, after, max);
    }

    /** The texts of those ids, by id; those that were erased are missing. */
    public Map<UUID, String> find(Collection<UUID> ids) {
        return jdbc.query(SELECT + "id = any (?)", statement -> bindIds(statement, ids), TEXT).stream()
                .collect(Collectors.toMap(SubjectText::person, SubjectText::text));
    }

    /** Removes texts that nobody needs any more, with their keys. */
    public void remove(Collection<UUID> ids) {
        jdbc.update(
                "delete from person.person where id = any (?) and sealed is not null",
                statement -> bindIds(statement, ids));
    }

    private static void bindIds(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
        statement.setArray(1, BinaryArrays.uuids(statement.getConnection(), new ArrayList<>(ids)));
    }
}
