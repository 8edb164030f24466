package io.punchgate.command.customer;

import io.punchgate.api.customer.CustomerPatch;
import io.punchgate.api.customer.CustomerPatch.RetentionChange;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.runtime.web.BodyFields;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of customers from operators' requests. */
final class CustomerFields {

    private static final int MAX_INTERVAL_HOURS_MAX = 48;
    private static final int RETENTION_DAYS_MIN = 30;
    /** A hundred years. */
    private static final int RETENTION_DAYS_MAX = 36_500;

    private static final Set<String> PAIRINGS = Set.of("by_type", "alternating");

    private CustomerFields() {}

    /** A new customer's settings, with the defaults for fields that are missing. */
    static CustomerSettings settings(BodyFields fields) {
        CustomerSettings defaults = new CustomerSettings(
                FieldRules.label(fields, "name"), Pairing.BY_TYPE, CustomerSettings.MAX_INTERVAL_HOURS_DEFAULT, null);
        return patch(fields).applyTo(defaults);
    }

    /** The settings to change. */
    static CustomerPatch patch(BodyFields fields) {
        fields.only("id", "name", "pairing", "max_interval_hours", "retention_days");
        @Nullable String pairing = fields.textOrNull("pairing", PAIRINGS::contains, "must be by_type or alternating");
        return new CustomerPatch(
                FieldRules.labelOrNull(fields, "name"),
                pairing == null ? null : Pairing.valueOf(pairing.toUpperCase(Locale.ROOT)),
                fields.integerOrNull("max_interval_hours", 1, MAX_INTERVAL_HOURS_MAX),
                retention(fields));
    }

    private static RetentionChange retention(BodyFields fields) {
        @Nullable Integer days = fields.integerOrNull("retention_days", RETENTION_DAYS_MIN, RETENTION_DAYS_MAX);
        if (days != null) {
            return new RetentionChange.Replaced(days);
        }
        return fields.isNull("retention_days") ? new RetentionChange.Removed() : new RetentionChange.Kept();
    }
}
