package io.punchgate.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver as integrators read it.
 *
 * @param statusCode of the HTTP answer; null where none came
 * @param excerpt the beginning of the answer's body
 */
public record AttemptView(
        Instant at,
        @Nullable Integer statusCode,
        long latencyMs,
        @Nullable String error,
        @Nullable String excerpt) {}
