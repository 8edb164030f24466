package io.punchgate.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events that an auditor asks for. A null is no condition.
 *
 * @param fromPosition the first, from 1
 * @param toPosition the last
 * @param sn the device: its own stream, and the deliveries of its punches
 * @param type the short name, such as {@code punch-recorded}
 * @param recordedFrom the earliest time of record
 * @param recordedBefore the first time of record that is too late
 * @param customerId the only customer
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
