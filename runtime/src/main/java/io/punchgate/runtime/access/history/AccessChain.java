package io.punchgate.runtime.access.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash chain of the entries, up to one of them. Not for several threads. */
final class AccessChain {

    private long id;
    private byte[] hash;

    /** The chain up to an entry with that number and hash; 0 and 32 zero bytes stand before the first. */
    AccessChain(long id, byte[] hash) {
        this.id = id;
        this.hash = hash.clone();
    }

    /** An entry with that record follows. */
    void add(String record) {
        MessageDigest digest = sha256();
        digest.update(hash);
        hash = digest.digest(record.getBytes(UTF_8));
        id++;
    }

    /** The number of the last entry. */
    long id() {
        return id;
    }

    /** The hash of the last entry. */
    byte[] hash() {
        return hash.clone();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
