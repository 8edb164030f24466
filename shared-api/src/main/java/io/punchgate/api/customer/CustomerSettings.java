package io.punchgate.api.customer;

/**
 * The settings of a customer.
 *
 * @param name its name for people
 * @param pairing the rule by which its punches pair
 * @param maxIntervalHours an interval of work longer than that is not one; hours, 1 to 48
 */
public record CustomerSettings(String name, Pairing pairing, int maxIntervalHours) {

    /** Hours, where the operator names none. */
    public static final int MAX_INTERVAL_HOURS_DEFAULT = 16;
}
