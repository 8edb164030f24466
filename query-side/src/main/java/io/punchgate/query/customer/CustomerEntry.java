package io.punchgate.query.customer;

import io.punchgate.api.customer.CustomerSettings;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A customer. */
@Entity
@Immutable
@Table(schema = "query", name = "registry_customer")
class CustomerEntry {

    @Id
    private String id;

    @Convert(converter = CustomerSettingsText.class)
    private CustomerSettings settings;

    private Instant createdAt;
    private Instant updatedAt;

    /** For JPA, which fills the fields afterwards. Only the projection writes the table. */
    @SuppressWarnings("NullAway.Init")
    protected CustomerEntry() {}

    String id() {
        return id;
    }

    CustomerSettings settings() {
        return settings;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
