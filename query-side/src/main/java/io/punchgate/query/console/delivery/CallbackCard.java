package io.punchgate.query.console.delivery;

import io.punchgate.query.console.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A callback and how it fares.
 *
 * @param name null: the punches that no callback wanted
 * @param url for operators; null: not shown, or there is no such callback
 * @param next when the next retry is
 * @param last the last request, in words
 * @param form the address of its buttons; empty where there are none
 */
public record CallbackCard(
        @Nullable String name,
        @Nullable String url,
        @Nullable String state,
        @Nullable String reason,
        @Nullable Moment degradedSince,
        @Nullable String degradedReason,
        long delivered,
        long pending,
        long parked,
        long never,
        @Nullable Moment next,
        @Nullable Moment lastAt,
        @Nullable String last,
        @Nullable Long meanLatencyMs,
        String form) {

    /** True if nothing goes out because somebody wants it so. */
    public boolean isPaused() {
        return "paused".equals(state);
    }
}
