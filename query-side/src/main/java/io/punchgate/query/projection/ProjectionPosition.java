package io.punchgate.query.projection;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** A projection's row in {@code projection_position}: the last event that its rows tell of. */
record ProjectionPosition(JdbcOperations jdbc, String schema, String name) {

    /**
     * The position so far, from 0, locked until the transaction ends, so that no other process writes the same events.
     *
     * <p>The transaction's commit does not wait for the disk: a crash that takes its rows takes the position as well, and the
     * events are projected again.
     */
    long lock() {
        String sql = "select position, set_config('synchronous_commit', 'off', true) from " + schema
                + ".projection_position where name = ? for update";
        List<Long> found = jdbc.query(sql, (row, number) -> row.getLong(1), name);
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        jdbc.update("insert into " + schema + ".projection_position (name, position) values (?, 0)", name);
        return 0;
    }

    /** The position so far, from 0. */
    long read() {
        return jdbc
                .query(
                        "select position from " + schema + ".projection_position where name = ?",
                        (row, number) -> row.getLong(1),
                        name)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Moves on to a position, never back. */
    void advance(long position) {
        jdbc.update(
                "insert into " + schema + ".projection_position as p (name, position) values (?, ?)"
                        + " on conflict (name) do update set position = greatest(p.position, excluded.position)",
                name,
                position);
    }
}
