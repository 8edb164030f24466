package io.punchgate.query.customer;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.delivery.CallbackState;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A customer, and the state of its callback. */
@Entity
@Immutable
@Table(schema = "query", name = "registry_customer")
class CustomerEntry {

    @Id
    private String id;

    @Convert(converter = CustomerSettingsText.class)
    private CustomerSettings settings;

    private @Nullable String callbackUrl;

    @Convert(converter = SecondsText.class)
    @Column(name = "retry_schedule")
    private @Nullable List<Integer> retryScheduleSeconds;

    @Enumerated(EnumType.STRING)
    private @Nullable CallbackFormat callbackFormat;

    private @Nullable Integer perSecondMax;

    @Enumerated(EnumType.STRING)
    private CallbackState callbackState;

    private @Nullable String callbackReason;
    private @Nullable Instant nextAttemptAt;
    private @Nullable Instant degradedSince;
    private @Nullable String degradedReason;
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

    @Nullable
    String callbackUrl() {
        return callbackUrl;
    }

    @Nullable
    List<Integer> retryScheduleSeconds() {
        return retryScheduleSeconds;
    }

    /** In the form in which operators set it. */
    String callbackFormat() {
        CallbackFormat format = Objects.requireNonNullElse(callbackFormat, CallbackFormat.REALTIME);
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Nullable
    Integer perSecondMax() {
        return perSecondMax;
    }

    @Nullable
    Instant degradedSince() {
        return degradedSince;
    }

    @Nullable
    String degradedReason() {
        return degradedReason;
    }

    CallbackState callbackState() {
        return callbackState;
    }

    @Nullable
    String callbackReason() {
        return callbackReason;
    }

    @Nullable
    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
