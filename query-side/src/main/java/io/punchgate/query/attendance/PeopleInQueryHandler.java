package io.punchgate.query.attendance;

import io.punchgate.api.attendance.AttendanceQuery.FindPeopleIn;
import io.punchgate.api.attendance.AttendanceResult.PeopleIn;
import io.punchgate.api.attendance.PersonView;
import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Finds people who are in: their last in has no out, and is no longer ago than an interval may be. */
@Component
final class PeopleInQueryHandler {

    /** A device's clock may be so far ahead of the gateway's. */
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofMinutes(10);

    private final PunchHistory history;
    private final PairingRules rules;
    private final PunchProjection projection;
    private final ProjectionProgress progress;
    private final Clock clock;

    PeopleInQueryHandler(
            PunchHistory history,
            PairingRules rules,
            PunchProjection projection,
            ProjectionProgress progress,
            Clock clock) {
        this.history = history;
        this.rules = rules;
        this.projection = projection;
        this.progress = progress;
        this.clock = clock;
    }

    @QueryHandler
    PeopleIn handle(FindPeopleIn query) {
        Instant now = clock.instant();
        progress.await(projection);
        CustomerPunches of = CustomerPunches.now(query.customerId());
        PairingRule rule = rules.of(of);
        Span span = new Span(now.minus(rule.intervalMax()), now.plus(CLOCK_AHEAD_MAX));
        int wanted = query.limit() + 1;
        List<PersonView> found = new ArrayList<>();
        String first = PunchHistory.behind(query.afterUserId());
        while (found.size() < wanted) {
            List<String> users = history.users(of, span, first, wanted);
            Map<String, List<ClockPunch>> punches = history.punches(of, users, span, rule);
            users.stream()
                    .flatMap(user -> in(user, punches.getOrDefault(user, List.of()), now, rule))
                    .forEach(found::add);
            if (users.size() < wanted) {
                break;
            }
            first = PunchHistory.behind(users.getLast());
        }
        Portion<PersonView> page = Portion.of(found, query.limit());
        return new PeopleIn(page.rows(), page.end(PersonView::userId, query.afterUserId()), page.hasMore());
    }

    private static Stream<PersonView> in(String user, List<ClockPunch> punches, Instant now, PairingRule rule) {
        return Stream.ofNullable(DayPairing.openAt(now, punches, rule))
                .map(in -> new PersonView(user, in.time(), in.sn()));
    }
}
