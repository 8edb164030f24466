package io.punchgate.runtime.tree;

import io.punchgate.api.Sha256;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The hash of a node of a Merkle tree (RFC 6962, section 2.1): 32 bytes of SHA-256. */
public final class TreeHash {

    /** The length of a hash, and of an entry of our tree, which is the hash of a text. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of the tree without entries. */
    public static TreeHash ofEmptyTree() {
        return new TreeHash(Sha256.of(new byte[0]));
    }

    /** The hash of a leaf, for an entry of any length. */
    public static TreeHash ofEntry(byte[] entry) {
        byte[] prefixed = new byte[1 + entry.length];
        prefixed[0] = LEAF;
        System.arraycopy(entry, 0, prefixed, 1, entry.length);
        return new TreeHash(Sha256.of(prefixed));
    }

    /** The hash of the node above two others. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        byte[] prefixed = new byte[1 + 2 * BYTES];
        prefixed[0] = NODE;
        System.arraycopy(left.bytes, 0, prefixed, 1, BYTES);
        System.arraycopy(right.bytes, 0, prefixed, 1 + BYTES, BYTES);
        return new TreeHash(Sha256.of(prefixed));
    }

    /** The hash that stands at a place among others. */
    public static TreeHash at(byte[] hashes, int number) {
        return new TreeHash(Arrays.copyOfRange(hashes, number * BYTES, (number + 1) * BYTES));
    }

    /**
     * Reads a hash from base64.
     *
     * @throws IllegalArgumentException if the text is not the base64 of 32 bytes
     */
    public static TreeHash parse(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != BYTES || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("a hash is the base64 of " + BYTES + " bytes");
        }
        return new TreeHash(bytes);
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The base64 of the bytes. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
