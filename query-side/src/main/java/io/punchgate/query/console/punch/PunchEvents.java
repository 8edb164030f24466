package io.punchgate.query.console.punch;

import io.punchgate.api.Sha256;
import io.punchgate.api.attendance.AttendanceQuery.LocatePunch;
import io.punchgate.api.attendance.PunchPlace;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.customer.Role;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.punch.PunchDetails.Event;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.read.RecordFilter;
import io.punchgate.runtime.log.tree.EventTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the event of a punch in the log, and the proof that it is in the tree. */
@Component
class PunchEvents {

    private final Queries queries;
    private final LogReader log;
    private final EventTree tree;

    PunchEvents(Queries queries, LogReader log, EventTree tree) {
        this.queries = queries;
        this.log = log;
        this.tree = tree;
    }

    /** The event; null where its part of the log is archived. */
    @Nullable
    Event of(String customerId, PunchView punch, Instant now) {
        return queries.find(new LocatePunch(customerId, punch.id()), PunchPlace.class)
                .map(PunchPlace::position)
                .flatMap(position -> log.records(position, position, RecordFilter.ALL).stream()
                        .findFirst())
                .map(logged -> event(logged, punch, now))
                .orElse(null);
    }

    /** The proof and the checkpoint that it leads to; null where the person may not audit, or the tree is not so far. */
    @Nullable
    String proof(Caller caller, @Nullable Event event) {
        if (event == null || !mayAudit(caller) || tree.size() < event.position()) {
            return null;
        }
        return tree.proofs(tree.checkpoint(event.position(), Duration.ZERO))
                .of(event.position())
                .text();
    }

    private static boolean mayAudit(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> true;
            case Caller.KeyHolder holder -> holder.role() == Role.AUDITOR;
        };
    }

    private static Event event(LoggedRecord logged, PunchView punch, Instant now) {
        return new Event(
                logged.position(),
                logged.stream(),
                logged.sequence(),
                logged.eventName(),
                Moment.at(logged.recordedAt(), Moment.zone(punch.offset()), now),
                Base64.getEncoder().encodeToString(Sha256.of(logged.record())),
                punch.erased() && !logged.payload().has("sealed") ? null : logged.record());
    }
}
