package io.punchgate.bench.load;

/**
 * The figures of one load.
 *
 * @param perSecond successes a second
 * @param latencies of the successes
 * @param errors answers that were no success, and broken connections; any makes the figures invalid
 */
public record Measured(double perSecond, Latencies latencies, long errors) {}
