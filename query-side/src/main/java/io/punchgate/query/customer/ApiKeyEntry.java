package io.punchgate.query.customer;

import io.punchgate.api.customer.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An API key, without its secret. */
@Entity
@Table(schema = "query", name = "registry_api_key")
class ApiKeyEntry {

    @Id
    private String id;

    private String customerId;
    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    private Instant createdAt;
    private @Nullable Instant revokedAt;

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected ApiKeyEntry() {}

    ApiKeyEntry(String id, String customerId, String name, Role role, Instant createdAt) {
        this.id = id;
        this.customerId = customerId;
        this.name = name;
        this.role = role;
        this.createdAt = createdAt;
    }

    void revoke(Instant at) {
        revokedAt = at;
    }

    String id() {
        return id;
    }

    String customerId() {
        return customerId;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant revokedAt() {
        return revokedAt;
    }
}
