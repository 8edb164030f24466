package io.punchgate.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One POST to a callback, and its answer.
 *
 * @param at the time when it was sent
 * @param statusCode of the answer; null if there was none
 * @param latencyMillis from sending to the end of the answer, or to the failure
 * @param error the reason why there was no usable answer; null if there was one
 * @param excerpt the beginning of the answer, secrets masked; null if there was none
 */
public record Attempt(
        Instant at,
        @Nullable Integer statusCode,
        long latencyMillis,
        @Nullable String error,
        @Nullable String excerpt) {

    /** The time when the answer ended, or the failure was noticed. */
    public Instant endedAt() {
        return at.plusMillis(latencyMillis);
    }
}
