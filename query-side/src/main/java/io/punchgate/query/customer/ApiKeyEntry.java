package io.punchgate.query.customer;

import io.punchgate.api.customer.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An API key, without its secret. */
@Entity
@Immutable
@Table(schema = "query", name = "registry_api_key")
class ApiKeyEntry {

    @Id
    private String id;

    private String customerId;
    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    private @Nullable String purpose;
    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant revokedAt;

    /** For JPA, which fills the fields afterwards. Only the projection writes the table. */
    @SuppressWarnings("NullAway.Init")
    protected ApiKeyEntry() {}

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

    @Nullable
    String purpose() {
        return purpose;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant revokedAt() {
        return revokedAt;
    }
}
