package io.punchgate.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant. A null means: any.
 *
 * @param fromPosition the first, from 1
 * @param toPosition the last
 * @param sn of the device's own stream, and those of deliveries that tell of the device
 * @param type the short name, such as {@code punch-recorded}
 * @param recordedFrom the earliest time of record
 * @param recordedBefore the time of record that is too late
 * @param customerId whose events
 */
record EventFilter(
        long fromPosition,
        long toPosition,
        @Nullable String sn,
        @Nullable String type,
        @Nullable Instant recordedFrom,
        @Nullable Instant recordedBefore,
        @Nullable String customerId) {

    /** The same, ending at {@code position} at the latest. */
    EventFilter upTo(long position) {
        return new EventFilter(
                fromPosition, Math.min(toPosition, position), sn, type, recordedFrom, recordedBefore, customerId);
    }
}
