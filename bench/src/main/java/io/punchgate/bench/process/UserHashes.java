package io.punchgate.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed hashes by which a database knows users, as the product makes them. */
public record UserHashes(SecretKeySpec key) {

    private static final String HMAC = "HmacSHA256";

    /** Those of a database. */
    public static UserHashes of(Database database) {
        String hex = database.ask("select encode(key, 'hex') from person.search_key");
        return new UserHashes(new SecretKeySpec(HexFormat.of().parseHex(hex), HMAC));
    }

    /** The hash of a customer's user. */
    public byte[] of(String customer, String user) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(customer.getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(user.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
