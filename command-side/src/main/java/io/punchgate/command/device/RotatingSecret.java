package io.punchgate.command.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a secret, and of the one before for as long as both are good.
 *
 * @param current SHA-256, lower-case hex
 * @param previous SHA-256 of the secret before, or null
 * @param previousUntil when the previous one ends (exclusive), or null
 */
record RotatingSecret(
        String current, @Nullable String previous, @Nullable Instant previousUntil) {

    static RotatingSecret of(String hash) {
        return new RotatingSecret(hash, null, null);
    }

    RotatingSecret rotated(String hash, Instant until) {
        return new RotatingSecret(hash, current, until);
    }

    /** Compares in constant time, so that the time of an answer tells nothing of the hash. */
    boolean matches(String hash, Instant at) {
        boolean isCurrent = same(current, hash);
        boolean isPrevious =
                previous != null && same(previous, hash) && previousUntil != null && at.isBefore(previousUntil);
        return isCurrent || isPrevious;
    }

    private static boolean same(String known, String shown) {
        return MessageDigest.isEqual(known.getBytes(US_ASCII), shown.getBytes(US_ASCII));
    }
}
