package io.punchgate.api.customer;

import java.util.Locale;

/** A customer's settings, in the names and shapes in which operators set them. */
public record CustomerView(String id, String name, String pairing, int maxIntervalHours) {

    /** The view of the settings of the customer of that id. */
    public static CustomerView of(String id, CustomerSettings settings) {
        return new CustomerView(
                id, settings.name(), settings.pairing().name().toLowerCase(Locale.ROOT), settings.maxIntervalHours());
    }
}
