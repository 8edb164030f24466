package io.punchgate.bench.load;

/** Counts latencies in buckets that are 1/64 wide, so that a quantile is at most 2% off. One thread writes. */
public final class Latencies {

    private static final int BUCKETS = 64 * 40;
    private static final double MICROS_PER_MILLI = 1_000.0;

    private final long[] counts = new long[BUCKETS];
    private long total;

    /** Counts one latency; a negative one counts as zero. */
    public void add(long nanos) {
        counts[bucketOf(Math.max(0, nanos) / 1_000)]++;
        total++;
    }

    /** Counts the other's latencies too. */
    public void addAll(Latencies other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /** The number of counted latencies. */
    public long count() {
        return total;
    }

    /** The latency in milliseconds that this share of all did not exceed; NaN if none was counted. */
    public double quantile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return microsOf(i) / MICROS_PER_MILLI;
            }
        }
        return Double.NaN;
    }

    private static int bucketOf(long micros) {
        int shift = Math.max(0, 57 - Long.numberOfLeadingZeros(micros));
        return Math.min(BUCKETS - 1, shift * 64 + (int) (micros >> shift));
    }

    private static long microsOf(int bucket) {
        if (bucket < 128) {
            return bucket;
        }
        int shift = bucket / 64 - 1;
        return (bucket - shift * 64L) << shift;
    }
}
