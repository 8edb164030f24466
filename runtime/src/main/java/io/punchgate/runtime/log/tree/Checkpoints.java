package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.log.tree.TreeKeys.PublicKey;
import io.punchgate.runtime.sql.Timestamps;
import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.MerkleTree;
import io.punchgate.runtime.tree.SignedNote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The signed checkpoints. Two processes that sign the same size sign the same text. */
final class Checkpoints {

    /** The age from which one a minute is kept. */
    private static final Duration ALL_KEPT = Duration.ofHours(1);
    /** The age from which one an hour is kept. */
    private static final Duration MINUTES_KEPT = Duration.ofDays(31);

    private static final String SELECT = "select size, signed_at, key_number, note from log.tree_checkpoint";

    private static final String SIGN = """
            insert into log.tree_checkpoint (size, signed_at, key_number, note) values (?, ?, ?, ?)
            on conflict (size) do update
                set signed_at = excluded.signed_at, key_number = excluded.key_number, note = excluded.note
                where tree_checkpoint.key_number < excluded.key_number
            """;

    /** Of each minute or hour, the last stays. */
    private static final String THIN_OUT = """
            delete from log.tree_checkpoint c where signed_at < ? and date_trunc(?, signed_at) = date_trunc(?, (
                select signed_at from log.tree_checkpoint next where next.size > c.size order by next.size limit 1))
            """;

    private final JdbcClient jdbc;
    private final TreeTables tables;
    private final TreeKeys keys;
    private final Clock clock;

    Checkpoints(JdbcClient jdbc, TreeKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.tables = new TreeTables(jdbc);
        this.keys = keys;
        this.clock = clock;
    }

    /** The last one, if the newest key has signed it. */
    Optional<SignedCheckpoint> last() {
        int newest = keys.newest().number();
        return jdbc.sql(SELECT + " order by size desc limit 1")
                .query(Checkpoints::signed)
                .optional()
                .filter(last -> last.keyNumber() >= newest);
    }

    /** The one of a size. */
    Optional<SignedCheckpoint> ofSize(long size) {
        return jdbc.sql(SELECT + " where size = ?")
                .param(size)
                .query(Checkpoints::signed)
                .optional();
    }

    /** Those above a size, smallest first. */
    List<SignedCheckpoint> after(long size, int max) {
        RowMapper<SignedCheckpoint> row = Checkpoints::signed;
        return jdbc.sql(SELECT + " where size > ? order by size limit ?")
                .params(size, max)
                .query(row)
                .list();
    }

    /** Signs the tree as it is, unless the newest key has signed that already. */
    SignedCheckpoint sign() {
        PublicKey newest = keys.newest();
        long size = tables.size();
        String text = new Checkpoint(
                        newest.verifier().name(), size, new MerkleTree(new StoredNodes(tables, size), size).root())
                .text();
        Instant now = clock.instant();
        jdbc.sql(SIGN)
                .params(size, Timestamps.utc(now), newest.number(), SignedNote.sign(text, keys.signing()))
                .update();
        return ofSize(size).orElseThrow(() -> new IllegalStateException("a checkpoint was signed and is not there"));
    }

    /** Removes those that are old and one of many. */
    void thinOut() {
        Instant now = clock.instant();
        thinOut("minute", now.minus(ALL_KEPT));
        thinOut("hour", now.minus(MINUTES_KEPT));
    }

    private void thinOut(String one, Instant before) {
        jdbc.sql(THIN_OUT).params(Timestamps.utc(before), one, one).update();
    }

    private static SignedCheckpoint signed(ResultSet row, int number) throws SQLException {
        return new SignedCheckpoint(
                row.getLong("size"),
                Timestamps.instant(row, "signed_at"),
                row.getInt("key_number"),
                row.getString("note"));
    }
}
