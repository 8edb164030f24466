package io.punchgate.command.customer;

import io.punchgate.api.customer.CustomerSettings;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A customer's settings in the form in which operators set them. */
@JsonNaming(SnakeCaseStrategy.class)
record CustomerView(String id, String name, String pairing, int maxIntervalHours) {

    static CustomerView of(String id, CustomerSettings settings) {
        return new CustomerView(
                id, settings.name(), settings.pairing().name().toLowerCase(Locale.ROOT), settings.maxIntervalHours());
    }
}
