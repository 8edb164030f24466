package io.punchgate.api.customer;

import io.punchgate.api.Slice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply to a {@link CustomerQuery}. */
public sealed interface CustomerResult {

    /**
     * A customer, its callback of the name default, and its API keys.
     *
     * @param callback null where the customer has none of that name
     * @param apiKeys newest first
     */
    record RegisteredCustomer(
            CustomerView customer,
            @Nullable CallbackView callback,
            List<ApiKeyView> apiKeys,
            Instant createdAt,
            Instant updatedAt)
            implements CustomerResult {

        public RegisteredCustomer {
            apiKeys = List.copyOf(apiKeys);
        }
    }

    /** Customers, by id. */
    record Customers(List<RegisteredCustomer> data, boolean hasMore)
            implements CustomerResult, Slice<RegisteredCustomer> {

        public Customers {
            data = List.copyOf(data);
        }
    }

    /** A customer's callbacks, by name. */
    record Callbacks(List<CallbackView> data) implements CustomerResult {
        public Callbacks {
            data = List.copyOf(data);
        }
    }

    /**
     * A callback: the address that pushes go to, and its state.
     *
     * @param filter the punches that it wants
     * @param corrections whether it also gets the corrections of its punches
     * @param state {@code open}, {@code probing}, {@code misconfigured} or {@code paused}
     * @param maxPerSecond pushes a second at most; null: no limit
     * @param degradedSince the instant since when a warning stands; null where none does
     */
    record CallbackView(
            String name,
            String url,
            CallbackFilter filter,
            boolean corrections,
            String state,
            @Nullable String reason,
            @Nullable Instant nextAttemptAt,
            @Nullable List<Integer> retryScheduleSeconds,
            String format,
            @Nullable Integer maxPerSecond,
            @Nullable Instant degradedSince,
            @Nullable String degradedReason) {}

    /** A customer's API keys that were not revoked, newest first. */
    record ApiKeys(List<ApiKeyView> data, boolean hasMore) implements CustomerResult, Slice<ApiKeyView> {
        public ApiKeys {
            data = List.copyOf(data);
        }
    }

    /**
     * An API key. Its secret was shown once and is not known here.
     *
     * @param expiresAt the instant from which it works no more; null: it works until it is revoked
     * @param lastUsedAt the last call with it, exact to a minute; null: none is known
     */
    record ApiKeyView(
            String id,
            String name,
            String role,
            @Nullable String purpose,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}
}
