package io.punchgate.command.gateway.admission;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A Bloom filter of serial numbers: it may hold one that was never added, and never lacks one that was. Devices are never
 * deleted, so nothing has to leave it. A million serial numbers take a part in two thousand of the others for their own.
 */
final class SerialFilter {

    private static final int WORDS = 1 << 20;
    private static final int HASHES = 4;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final AtomicIntegerArray words = new AtomicIntegerArray(WORDS);
    /** Unknown outside, so that nobody can choose serial numbers that meet others. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    void add(String sn) {
        long hash = hash(sn);
        for (int n = 0; n < HASHES; n++) {
            int bit = bit(hash, n);
            words.getAndUpdate(bit >>> 5, word -> word | (1 << bit));
        }
    }

    boolean mayHold(String sn) {
        long hash = hash(sn);
        for (int n = 0; n < HASHES; n++) {
            int bit = bit(hash, n);
            if ((words.get(bit >>> 5) & (1 << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(long hash, int n) {
        long step = (hash >>> 32) | 1;
        return (int) ((hash + n * step) & (WORDS * 32L - 1));
    }

    private long hash(String sn) {
        long hash = seed;
        for (int n = 0; n < sn.length(); n++) {
            hash = (hash ^ sn.charAt(n)) * FNV_PRIME;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
