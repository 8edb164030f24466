package io.punchgate.query.customer;

import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.CallbackState;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A callback of a customer, and its state. */
@Entity
@Immutable
@IdClass(CallbackEntry.Key.class)
@Table(schema = "query", name = "registry_callback")
class CallbackEntry {

    @Id
    private String customerId;

    @Id
    private String name;

    private String url;

    @Convert(converter = SecondsText.class)
    @Column(name = "retry_schedule")
    private @Nullable List<Integer> retryScheduleSeconds;

    @Enumerated(EnumType.STRING)
    private CallbackFormat format;

    private @Nullable Integer perSecondMax;

    @Convert(converter = CallbackFilterText.class)
    private CallbackFilter filter;

    private boolean corrections;

    @Enumerated(EnumType.STRING)
    private CallbackState state;

    private @Nullable String reason;
    private @Nullable Instant nextAttemptAt;
    private @Nullable Instant degradedSince;
    private @Nullable String degradedReason;

    /** The table's key. */
    record Key(String customerId, String name) implements Serializable {}

    /** For JPA, which fills the fields afterwards. Only the projection writes the table. */
    @SuppressWarnings("NullAway.Init")
    protected CallbackEntry() {}

    String customerId() {
        return customerId;
    }

    String name() {
        return name;
    }

    String url() {
        return url;
    }

    @Nullable
    List<Integer> retryScheduleSeconds() {
        return retryScheduleSeconds;
    }

    /** In the form in which operators set it. */
    String format() {
        return format.label();
    }

    @Nullable
    Integer perSecondMax() {
        return perSecondMax;
    }

    CallbackFilter filter() {
        return filter;
    }

    boolean corrections() {
        return corrections;
    }

    CallbackState state() {
        return state;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    @Nullable
    Instant degradedSince() {
        return degradedSince;
    }

    @Nullable
    String degradedReason() {
        return degradedReason;
    }
}
