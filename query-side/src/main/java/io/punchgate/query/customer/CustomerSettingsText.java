package io.punchgate.query.customer;

import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.query.projection.JsonText;
import jakarta.persistence.Converter;

/** Keeps a customer's settings as JSON. */
@Converter
final class CustomerSettingsText extends JsonText<CustomerSettings> {

    CustomerSettingsText() {
        super(CustomerSettings.class);
    }
}
