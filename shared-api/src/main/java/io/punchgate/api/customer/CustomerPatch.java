package io.punchgate.api.customer;

import org.jspecify.annotations.Nullable;

/** An operator's change of a customer's settings; a null field stays as it is. */
public record CustomerPatch(
        @Nullable String name,
        @Nullable Pairing pairing,
        @Nullable Integer maxIntervalHours) {

    /** The settings after the change. */
    public CustomerSettings applyTo(CustomerSettings settings) {
        return new CustomerSettings(
                name == null ? settings.name() : name,
                pairing == null ? settings.pairing() : pairing,
                maxIntervalHours == null ? settings.maxIntervalHours() : maxIntervalHours);
    }
}
