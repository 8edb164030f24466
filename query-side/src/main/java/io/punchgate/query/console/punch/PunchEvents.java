package io.punchgate.query.console.punch;

import io.punchgate.api.Sha256;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.punch.PunchDetails.Event;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.read.RecordFilter;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the event of a punch in the log. */
@Component
class PunchEvents {

    private final LogReader log;

    PunchEvents(LogReader log) {
        this.log = log;
    }

    @Nullable
    Event of(String customerId, PunchView punch, Instant now) {
        return place(customerId, punch)
                .flatMap(position -> log.records(position, position, RecordFilter.ALL).stream()
                        .findFirst())
                .map(logged -> event(logged, punch, now))
                .orElse(null);
    }

    /** The proof that the event is in the tree; null where the person may not see it, or there is none yet. */
    @Nullable
    String proof(Caller caller, String customerId, PunchView punch) {
        return null;
    }

    private Optional<Long> place(String customerId, PunchView punch) {
        return TimeOrderedIds.timeOf(punch.id())
                .flatMap(madeAt -> log.findPunch(customerId, punch.id(), madeAt))
                .map(LoggedPunch::position);
    }

    private static Event event(LoggedRecord logged, PunchView punch, Instant now) {
        return new Event(
                logged.position(),
                logged.stream(),
                logged.sequence(),
                logged.eventName(),
                Moment.at(logged.recordedAt(), Moment.zone(punch.offset()), now),
                Base64.getEncoder().encodeToString(Sha256.of(logged.record())),
                logged.record());
    }
}
