package io.punchgate.command.device.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Identities as the table has them: the person in them is hashed with the store's key, as the start of HMAC-SHA-256. Those of wall
 * clocks before the key was made are as they were. Used by one thread at a time.
 */
final class KeyedIdentities {

    private static final String HMAC = "HmacSHA256";
    private static final int WHO_BYTES = 2 * Long.BYTES;

    private final JdbcTemplate jdbc;
    private @Nullable Mac mac;
    private LocalDateTime since = LocalDateTime.MAX;

    KeyedIdentities(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The moment as the table has it. */
    PunchMoment keyed(PunchMoment moment) {
        Mac ready = mac();
        if (moment.time().isBefore(since)) {
            return moment;
        }
        UUID who = moment.who();
        ByteBuffer plain = ByteBuffer.allocate(WHO_BYTES)
                .putLong(who.getMostSignificantBits())
                .putLong(who.getLeastSignificantBits());
        ByteBuffer hash = ByteBuffer.wrap(ready.doFinal(plain.array()));
        return new PunchMoment(moment.time(), new UUID(hash.getLong(), hash.getLong()));
    }

    /** The key never changes. */
    private Mac mac() {
        Mac ready = mac;
        if (ready == null) {
            ready = Objects.requireNonNull(jdbc.queryForObject(
                    "select key, since from command.identity_key", (row, number) -> {
                        since = row.getObject("since", LocalDateTime.class);
                        return of(row.getBytes("key"));
                    }));
            mac = ready;
        }
        return ready;
    }

    private static Mac of(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
