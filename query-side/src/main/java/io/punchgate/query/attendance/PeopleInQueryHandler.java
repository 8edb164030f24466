package io.punchgate.query.attendance;

import io.punchgate.api.attendance.AttendanceQuery.FindPeopleIn;
import io.punchgate.api.attendance.AttendanceResult.PeopleIn;
import io.punchgate.api.attendance.PersonView;
import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.person.People;
import io.punchgate.query.projection.ProjectionProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds people who are in: their last in has no out, and is no longer ago than an interval may be. */
@Component
final class PeopleInQueryHandler {

    /** A device's clock may be so far ahead of the gateway's. */
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofMinutes(10);

    private final PunchHistory history;
    private final PairingRules rules;
    private final PersonNames names;
    private final PunchProjection projection;
    private final ProjectionProgress progress;
    private final Clock clock;

    PeopleInQueryHandler(
            PunchHistory history,
            PairingRules rules,
            PersonNames names,
            PunchProjection projection,
            ProjectionProgress progress,
            Clock clock) {
        this.history = history;
        this.rules = rules;
        this.names = names;
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
        List<In> found = new ArrayList<>();
        UUID behind = Objects.requireNonNullElse(query.after(), People.NOBODY);
        while (found.size() < wanted) {
            List<UUID> persons = history.persons(of, span, behind, wanted);
            Map<UUID, List<ClockPunch>> punches = history.punches(of, persons, span, rule);
            persons.stream()
                    .flatMap(person -> in(person, punches.getOrDefault(person, List.of()), now, rule))
                    .forEach(found::add);
            if (persons.size() < wanted) {
                break;
            }
            behind = persons.getLast();
        }
        Portion<In> page = Portion.of(found, query.limit());
        Map<UUID, String> users = names.of(query.customerId(), page.map(In::person));
        return new PeopleIn(
                page.map(each -> each.view(users.get(each.person()))),
                page.rows().isEmpty() ? query.after() : page.rows().getLast().person(),
                page.hasMore());
    }

    /** A person who is in by a punch. */
    private record In(UUID person, ClockPunch punch) {

        PersonView view(@Nullable String userId) {
            return new PersonView(userId, punch.time(), punch.sn(), userId == null);
        }
    }

    private static Stream<In> in(UUID person, List<ClockPunch> punches, Instant now, PairingRule rule) {
        return Stream.ofNullable(DayPairing.openAt(now, punches, rule)).map(punch -> new In(person, punch));
    }
}
