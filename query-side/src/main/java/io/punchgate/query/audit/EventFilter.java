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
 * @param proof whether each is to come with its proof
 */
record EventFilter(
        long fromPosition,
        long toPosition,
        @Nullable String sn,
        @Nullable String type,
        @Nullable Instant recordedFrom,
        @Nullable Instant recordedBefore,
        @Nullable String customerId,
        boolean proof) {

    /** The same, as positions as far as they can tell it: times are looked up, and it ends at the head of the log. */
    EventFilter within(LoggedRecords log) {
        long first = recordedFrom == null ? fromPosition : Math.max(fromPosition, log.positionBefore(recordedFrom) + 1);
        long head = log.head();
        long last = recordedBefore == null ? head : Math.min(head, log.positionAfter(recordedBefore));
        return new EventFilter(
                first, Math.min(toPosition, last), sn, type, recordedFrom, recordedBefore, customerId, proof);
    }
}
