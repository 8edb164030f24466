package io.punchgate.query.customer;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.query.projection.JsonText;
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
import org.jspecify.annotations.Nullable;

/** A customer, and how its callback fares. */
@Entity
@Table(schema = "query", name = "registry_customer")
class CustomerEntry {

    @Id
    private String id;

    @Convert(converter = JsonText.OfCustomerSettings.class)
    private CustomerSettings settings;

    private @Nullable String callbackUrl;

    @Convert(converter = JsonText.OfSeconds.class)
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

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected CustomerEntry() {}

    CustomerEntry(String id, CustomerSettings settings, Instant at) {
        this.id = id;
        this.settings = settings;
        this.callbackState = CallbackState.OPEN;
        this.createdAt = at;
        this.updatedAt = at;
    }

    void change(CustomerSettings newSettings, Instant at) {
        settings = newSettings;
        updatedAt = at;
    }

    void setCallback(CallbackSet set) {
        callbackUrl = set.url();
        retryScheduleSeconds = set.retryScheduleSeconds();
        callbackFormat = set.format();
        perSecondMax = set.perSecondMax();
        updatedAt = set.at();
    }

    void degraded(@Nullable Instant since, @Nullable String reason) {
        degradedSince = since;
        degradedReason = reason;
    }

    void callbackIs(CallbackState state, @Nullable String reason, @Nullable Instant nextAttempt) {
        callbackState = state;
        callbackReason = reason;
        nextAttemptAt = nextAttempt;
    }

    /** One request at a time goes out: the next retry that is planned is the next probe. */
    void retryPlanned(Instant nextAttempt) {
        switch (callbackState) {
            case PROBING, MISCONFIGURED -> nextAttemptAt = nextAttempt;
            case OPEN, PAUSED -> {}
        }
    }

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
