package io.punchgate.runtime.log.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells which punches are meant.
 *
 * @param from recorded then or later; null: at any time
 * @param to recorded then or earlier; null: at any time
 * @param beforePosition only punches at lower positions
 */
public record PunchFilter(
        String customerId, @Nullable Instant from, @Nullable Instant to, long beforePosition) {

    /** The same, of punches before another position. */
    public PunchFilter before(long position) {
        return new PunchFilter(customerId, from, to, position);
    }
}
