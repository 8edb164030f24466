package io.punchgate.query.stream;

import io.punchgate.query.stream.event.StreamEvent;
import io.punchgate.query.stream.event.StreamType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events that a listener wants, of one customer.
 *
 * @param sn only those of that device; null: of all
 * @param userId only those of punches of that user; null: of all, and those of no punch
 * @param since only those recorded then or later; null: at any time
 */
record StreamFilter(
        String customerId,
        Set<StreamType> types,
        @Nullable String sn,
        @Nullable String userId,
        @Nullable Instant since) {

    StreamFilter {
        types = Set.copyOf(types);
    }

    /** The same, without what was recorded before a time; null: without a limit. */
    StreamFilter notBefore(@Nullable Instant time) {
        return time == null || (since != null && since.isAfter(time))
                ? this
                : new StreamFilter(customerId, types, sn, userId, time);
    }

    boolean wants(StreamEvent event) {
        return event.customerId().equals(customerId)
                && types.contains(event.type())
                && (sn == null || sn.equals(event.sn()))
                && (since == null || !event.recordedAt().isBefore(since))
                && (userId == null || userId.equals(event.userId()));
    }

    boolean wantsPresence() {
        return types.contains(StreamType.PRESENCE) && userId == null;
    }
}
