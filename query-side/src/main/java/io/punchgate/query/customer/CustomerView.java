package io.punchgate.query.customer;

import io.punchgate.api.customer.CustomerSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A customer as operators read it. */
@JsonNaming(SnakeCaseStrategy.class)
record CustomerView(
        String id,
        String name,
        String pairing,
        int maxIntervalHours,
        @Nullable CallbackView callback,
        List<ApiKeyView> apiKeys,
        Instant createdAt,
        Instant updatedAt) {

    static CustomerView of(CustomerEntry customer, List<ApiKeyEntry> apiKeys) {
        CustomerSettings settings = customer.settings();
        return new CustomerView(
                customer.id(),
                settings.name(),
                label(settings.pairing()),
                settings.maxIntervalHours(),
                CallbackView.of(customer),
                apiKeys.stream().map(ApiKeyView::of).toList(),
                customer.createdAt(),
                customer.updatedAt());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Where pushes go, and how that fares. */
    @JsonNaming(SnakeCaseStrategy.class)
    record CallbackView(
            String url,
            String state,
            @Nullable String reason,
            @Nullable Instant nextAttemptAt,
            @Nullable List<Integer> retryScheduleSeconds,
            String format,
            @Nullable Integer maxPerSecond,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {

        /** Null where the customer has no callback. */
        static @Nullable CallbackView of(CustomerEntry customer) {
            @Nullable String url = customer.callbackUrl();
            return url == null
                    ? null
                    : new CallbackView(
                            url,
                            label(customer.callbackState()),
                            customer.callbackReason(),
                            customer.nextAttemptAt(),
                            customer.retryScheduleSeconds(),
                            customer.callbackFormat(),
                            customer.perSecondMax(),
                            customer.degradedSince(),
                            customer.degradedReason());
        }
    }

    /** An API key; its secret was shown once and is not known here. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ApiKeyView(
            String id,
            String name,
            String role,
            Instant createdAt,
            @Nullable Instant revokedAt) {

        static ApiKeyView of(ApiKeyEntry key) {
            return new ApiKeyView(key.id(), key.name(), label(key.role()), key.createdAt(), key.revokedAt());
        }
    }
}
