package io.punchgate.bench.customer;

/**
 * A punch that came to a callback.
 *
 * @param operationId names its delivery, the same in each attempt
 * @param sn the device
 * @param at {@code System.nanoTime()}
 */
public record ReceivedPunch(String operationId, String sn, String userId, long at) {}
