package io.punchgate.api.customer;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a customer.
 *
 * @param name its name for people
 * @param pairing the rule by which its punches pair
 * @param maxIntervalHours an interval of work longer than that is not one; hours, 1 to 48
 * @param retentionDays days for which read models keep its punches; null: for ever
 */
public record CustomerSettings(
        String name,
        Pairing pairing,
        int maxIntervalHours,
        @Nullable Integer retentionDays) {

    /** Hours, where the operator names none. */
    public static final int MAX_INTERVAL_HOURS_DEFAULT = 16;
}
