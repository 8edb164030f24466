package io.punchgate.api.customer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer's settings, in the names and shapes in which operators set them.
 *
 * @param retentionDays null: punches are kept for ever
 */
public record CustomerView(
        String id,
        String name,
        String pairing,
        int maxIntervalHours,
        @Nullable Integer retentionDays) {

    /** The view of the settings of the customer of that id. */
    public static CustomerView of(String id, CustomerSettings settings) {
        return new CustomerView(
                id,
                settings.name(),
                settings.pairing().name().toLowerCase(Locale.ROOT),
                settings.maxIntervalHours(),
                settings.retentionDays());
    }
}
