package io.punchgate.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past, as which a query is answered.
 *
 * @param position of the last event in the log that had been stored by then; 0: none
 * @param at the time of the moment, by which devices are online
 */
public record AsOf(long position, Instant at) {

    /** The last position that counts: none is too late where no moment is named. */
    public static long lastPosition(@Nullable AsOf asOf) {
        return asOf == null ? Long.MAX_VALUE : asOf.position();
    }
}
