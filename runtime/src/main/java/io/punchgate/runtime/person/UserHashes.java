package io.punchgate.runtime.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The hashes by which persons are found: without the key nobody can try user ids. */
final class UserHashes {

    private static final String HMAC = "HmacSHA256";
    /** Ends the customer's id, which has no such byte, as no user's has. */
    private static final byte END = 0;
    /** Follows the user's id where an id is made. */
    private static final byte[] ID = {END, 'i', 'd'};

    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final JdbcTemplate jdbc;
    private volatile @Nullable SecretKeySpec key;

    UserHashes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The hash by which the person is found. */
    byte[] of(NamedPerson person) {
        return hash(person, new byte[0]);
    }

    /**
     * The first id of the person (a UUID of version 8). It is the same whether a row of the person was ever written or not, so that
     * events of the time before persons had keys are of the same one.
     */
    UUID firstId(NamedPerson person) {
        ByteBuffer hash = ByteBuffer.wrap(hash(person, ID));
        return new UUID((hash.getLong() & VERSION_MASK) | VERSION_8, (hash.getLong() & VARIANT_MASK) | VARIANT);
    }

    private byte[] hash(NamedPerson person, byte[] use) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key());
            mac.update(person.customerId().getBytes(UTF_8));
            mac.update(END);
            mac.update(person.userId().getBytes(UTF_8));
            return mac.doFinal(use);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** It never changes. */
    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] stored = jdbc.queryForObject("select key from person.search_key", byte[].class);
            known = new SecretKeySpec(Objects.requireNonNull(stored), HMAC);
            key = known;
        }
        return known;
    }
}
