package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.sql.Timestamps;
import io.punchgate.runtime.tree.SigningKey;
import io.punchgate.runtime.tree.VerifierKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that sign checkpoints. They are kept in the database, as other secrets are: all processes have the same. */
public final class TreeKeys {

    private static final String ORIGIN_PREFIX = "punchgate/";

    private static final String INSERT =
            "insert into log.tree_key (number, verifier, secret, created_at) values (?, ?, ?, ?) on conflict do nothing";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final @Nullable String origin;

    TreeKeys(JdbcClient jdbc, JdbcTransactionManager transactions, Clock clock, @Nullable String origin) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.origin = origin;
    }

    /**
     * A key as others may know it.
     *
     * @param number from 1, in the order in which they were made
     * @param signsUntil the end of the time in which it signs along with a newer one; null: it is the newest
     */
    public record PublicKey(
            int number,
            VerifierKey verifier,
            Instant createdAt,
            @Nullable Instant signsUntil) {}

    /** All keys, oldest first. The first is made if there is none yet. */
    public List<PublicKey> all() {
        List<PublicKey> known = read();
        if (!known.isEmpty()) {
            return known;
        }
        insert(1, SigningKey.generate(origin == null || origin.isBlank() ? generatedName() : origin.strip()));
        return read();
    }

    private static String generatedName() {
        return ORIGIN_PREFIX
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private List<PublicKey> read() {
        return jdbc.sql("select number, verifier, created_at, signs_until from log.tree_key order by number")
                .query((row, number) -> new PublicKey(
                        row.getInt("number"),
                        VerifierKey.parse(row.getString("verifier")),
                        Timestamps.instant(row, "created_at"),
                        Timestamps.instantOrNull(row, "signs_until")))
                .list();
    }

    /** The key that all others will be replaced by. */
    public PublicKey newest() {
        return all().getLast();
    }

    /** The keys that sign now, newest first. */
    List<SigningKey> signing() {
        RowMapper<SigningKey> key = TreeKeys::signingKey;
        return jdbc.sql("select verifier, secret from log.tree_key where signs_until is null or signs_until > ?"
                        + " order by number desc")
                .param(Timestamps.utc(clock.instant()))
                .query(key)
                .list();
    }

    private static SigningKey signingKey(ResultSet row, int number) throws SQLException {
        return SigningKey.of(VerifierKey.parse(row.getString("verifier")), row.getString("secret"));
    }

    /**
     * Makes a newer key. The one before signs along with it for a while, so that those who check can be told of the new one.
     *
     * @param overlap the time for which it does
     */
    public PublicKey rotate(Duration overlap) {
        PublicKey before = newest();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update log.tree_key set signs_until = ? where signs_until is null")
                    .param(Timestamps.utc(clock.instant().plus(overlap)))
                    .update();
            insert(before.number() + 1, SigningKey.generate(before.verifier().name()));
        });
        return newest();
    }

    private void insert(int number, SigningKey key) {
        jdbc.sql(INSERT)
                .params(number, key.verifier().text(), key.secret(), Timestamps.utc(clock.instant()))
                .update();
    }
}
