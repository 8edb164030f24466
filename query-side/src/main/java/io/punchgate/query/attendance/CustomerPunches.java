package io.punchgate.query.attendance;

/**
 * The punches of a customer, and their corrections, that were stored up to a position.
 *
 * @param upTo in the log; above all positions: as they are now
 */
record CustomerPunches(String customerId, long upTo) {

    static CustomerPunches now(String customerId) {
        return new CustomerPunches(customerId, Long.MAX_VALUE);
    }
}
