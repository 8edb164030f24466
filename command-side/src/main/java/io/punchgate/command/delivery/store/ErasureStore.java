package io.punchgate.command.delivery.store;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the erasures of persons of whom something may still wait. */
@Component
public class ErasureStore {

    /** The persons that one erasure is about. */
    public record Erasure(String id, String customerId, List<UUID> persons) {

        public Erasure {
            persons = List.copyOf(persons);
        }
    }

    private final JdbcTemplate jdbc;

    /** Works on that database. */
    public ErasureStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps an erasure; one that is kept changes nothing. */
    public void keep(Erasure erasure) {
        jdbc.update(
                "insert into command.push_erasure (erasure_id, customer_id, persons) values (?, ?, cast(? as uuid[]))"
                        + " on conflict do nothing",
                erasure.id(),
                erasure.customerId(),
                erasure.persons().stream().map(UUID::toString).toArray(String[]::new));
    }

    /** Forgets an erasure: nothing of its persons waits any more. */
    public void remove(String id) {
        jdbc.update("delete from command.push_erasure where erasure_id = ?", id);
    }

    /** All that are kept. */
    public List<Erasure> all() {
        return jdbc.query(
                "select erasure_id, customer_id, persons from command.push_erasure order by erasure_id",
                (row, number) -> new Erasure(row.getString(1), row.getString(2), List.of((UUID[])
                        row.getArray(3).getArray())));
    }
}
