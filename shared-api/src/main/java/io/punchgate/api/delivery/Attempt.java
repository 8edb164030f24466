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
 * @param excerpt the beginning of the answer, secrets masked; null if there was none, or where it is sealed
 * @param sealedExcerpt the excerpt, encrypted by the key of the person whose punch was sent, as the answer may name the person; null where
 *     there is none, or it is not encrypted
 */
public record Attempt(
        Instant at,
        @Nullable Integer statusCode,
        long latencyMillis,
        @Nullable String error,
        @Nullable String excerpt,
        @Nullable String sealedExcerpt) {

    /** An attempt whose excerpt is not encrypted. */
    public Attempt(
            Instant at,
            @Nullable Integer statusCode,
            long latencyMillis,
            @Nullable String error,
            @Nullable String excerpt) {
        this(at, statusCode, latencyMillis, error, excerpt, null);
    }

    /** The same, with that in place of its excerpt; null: it has none any more. */
    public Attempt sealedAs(@Nullable String text) {
        return new Attempt(at, statusCode, latencyMillis, error, null, text);
    }

    /** The time when the answer ended, or the failure was noticed. */
    public Instant endedAt() {
        return at.plusMillis(latencyMillis);
    }
}
