package io.punchgate.runtime.log.tree;

import java.time.Instant;

/**
 * A checkpoint that was signed.
 *
 * @param size the number of entries, which is the last position that it tells of
 * @param keyNumber the newest of the keys that signed it
 * @param note the signed note
 */
public record SignedCheckpoint(long size, Instant signedAt, int keyNumber, String note) {}
