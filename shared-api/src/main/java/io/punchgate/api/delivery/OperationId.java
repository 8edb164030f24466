package io.punchgate.api.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The id by which a customer's server knows one push, the same in every attempt: 12 characters of a-z and 0-9.
 *
 * <p>Derived from the punch id, so that no table has to remember it.
 */
public final class OperationId {

    private static final int LENGTH = 12;
    private static final long BOUND = 4_738_381_338_321_616_896L; // 36^12

    private OperationId() {}

    /** The operation id of the punch of that id. */
    public static String of(String punchId) {
        byte[] digest = sha256().digest(punchId.getBytes(StandardCharsets.UTF_8));
        String digits =
                Long.toString(Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), BOUND), 36);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
