package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.log.tree.TreeEdge.FullTile;
import io.punchgate.runtime.sql.Sessions;
import io.punchgate.runtime.tree.TreeHash;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds events to the tree, in slices of a transaction each. Whichever process has the tree's row locked adds; the others pass by.
 *
 * <p>Positions are dense, and none becomes visible before a lower one: what is there up to the head is all that there will ever be. A
 * commit here does not wait for the disk: a slice that is lost is added again, with the same hashes, and a checkpoint, whose commit
 * waits, takes with it all that it tells of.
 */
final class TreeIntegration {

    /** Events of a slice: some tens of milliseconds. */
    static final int SLICE_EVENTS = 8_192;

    private static final String LOCK =
            "select size, edge from log.tree order by size desc limit 1 for update skip locked";

    private static final String ENTRIES = """
            select string_agg(sha256(convert_to(record, 'UTF8')), ''::bytea order by position)
            from log.event where position > ? and position <= ?
            """;

    private static final String FIRST_MISSING = """
            select min(wanted) from generate_series(?::bigint, ?::bigint) wanted
            where not exists (select 1 from log.event where position = wanted)
            """;

    private static final String BEHIND = """
            select (select position from log.head order by position desc limit 1)
                - (select size from log.tree order by size desc limit 1)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    TreeIntegration(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * One slice that was added.
     *
     * @param events the number of them: {@link #SLICE_EVENTS} if there may be more
     * @param missing the position at which it ends early, as its event is not in the log any more; empty: it does not
     */
    record Added(int events, Optional<Long> missing) {
        static final Added NOTHING = new Added(0, Optional.empty());
    }

    /** Adds the next slice, unless there is nothing to add, or another process is about it. */
    Added integrate() {
        return behind() <= 0 ? Added.NOTHING : Objects.requireNonNull(transaction.execute(status -> add()));
    }

    /** The number of events that are not in the tree yet. Less than none, where the log was cut behind our back. */
    long behind() {
        return number(BEHIND);
    }

    private Added add() {
        jdbc.execute("set local synchronous_commit = off; " + Sessions.END_IF_IDLE);
        @Nullable
        TreeEdge edge = jdbc.query(LOCK, (row, number) -> new TreeEdge(row.getLong(1), row.getBytes(2))).stream()
                .findFirst()
                .orElse(null);
        long behind = edge == null ? 0 : behind();
        if (edge == null || behind <= 0) {
            return Added.NOTHING;
        }
        long last = edge.size() + Math.min(behind, SLICE_EVENTS);
        byte[] entries = entries(edge.size(), last);
        Optional<Long> missing = Optional.empty();
        if (entries.length < (last - edge.size()) * TreeHash.BYTES) {
            missing = Optional.of(number(FIRST_MISSING, edge.size() + 1, last));
            entries = entries(edge.size(), missing.get() - 1);
        }
        write(edge, entries);
        return new Added(entries.length / TreeHash.BYTES, missing);
    }

    private byte[] entries(long after, long upTo) {
        byte @Nullable [] hashes = jdbc.queryForObject(ENTRIES, (row, number) -> row.getBytes(1), after, upTo);
        return hashes == null ? new byte[0] : hashes;
    }

    private void write(TreeEdge edge, byte[] entries) {
        long before = edge.size();
        List<FullTile> full = edge.add(entries);
        if (!full.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into log.tree_tile (level, number, hashes) values (?, ?, ?)",
                    full.stream().map(FullTile::columns).toList());
        }
        jdbc.update("update log.tree set size = ?, edge = ? where size = ?", edge.size(), edge.bytes(), before);
    }

    private long number(String sql, Object... parameters) {
        @Nullable Long number = jdbc.queryForObject(sql, Long.class, parameters);
        return number == null ? 0 : number;
    }
}
