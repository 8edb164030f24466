package io.punchgate.query.attendance;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.PersonDay;
import io.punchgate.query.attendance.punch.LocalDays;
import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.person.People;
import io.punchgate.query.projection.ProjectionProgress;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes days of work when they are asked for: a punch that comes late changes its day by being there. */
@Component
final class AttendanceQueryHandler {

    private static final int PERSONS_AT_ONCE_MAX = 50;

    private final PunchHistory history;
    private final PairingRules rules;
    private final People people;
    private final PersonNames names;
    private final PunchProjection projection;
    private final ProjectionProgress progress;

    AttendanceQueryHandler(
            PunchHistory history,
            PairingRules rules,
            People people,
            PersonNames names,
            PunchProjection projection,
            ProjectionProgress progress) {
        this.history = history;
        this.rules = rules;
        this.people = people;
        this.names = names;
        this.projection = projection;
        this.progress = progress;
    }

    /** A day of work of a person. */
    private record DayOf(UUID person, WorkDay day) {

        PersonDay place() {
            return new PersonDay(person, day.date());
        }
    }

    @QueryHandler
    WorkDays handle(FindAttendance query) {
        progress.await(projection);
        CustomerPunches of = new CustomerPunches(query.customerId(), AsOf.lastPosition(query.asOf()));
        PairingRule rule = rules.of(of).startingDaysAt(query.dayStartsAt());
        Portion<DayOf> page = Portion.of(days(of, query, rule), query.limit());
        Map<UUID, String> users = names.of(
                query.customerId(), page.rows().stream().map(DayOf::person).collect(Collectors.toSet()));
        return new WorkDays(
                page.map(each -> AttendanceMapper.view(users.get(each.person()), each.day())),
                page.rows().isEmpty() ? query.after() : page.rows().getLast().place(),
                page.hasMore());
    }

    /** The days behind the last one known, at least as many as a page and one more shows if there are. */
    private List<DayOf> days(CustomerPunches of, FindAttendance query, PairingRule rule) {
        Span span = span(query, rule);
        @Nullable PersonDay after = query.after();
        int atOnce = personsAtOnce(query);
        List<DayOf> found = new ArrayList<>();
        // The last one known may have more days.
        UUID behind = after == null ? People.NOBODY : before(after.person());
        while (found.size() <= query.limit()) {
            List<UUID> persons = persons(of, query, span, behind, atOnce);
            Map<UUID, List<ClockPunch>> punches = history.punches(of, persons, span, rule);
            persons.stream()
                    .flatMap(person -> days(person, punches.getOrDefault(person, List.of()), query, rule))
                    .forEach(found::add);
            if (persons.size() < atOnce) {
                break;
            }
            behind = persons.getLast();
        }
        return found;
    }

    /** The id before another, in the order of the database. */
    private static UUID before(UUID person) {
        long low = person.getLeastSignificantBits();
        long high = person.getMostSignificantBits();
        return low == 0 ? new UUID(high - 1, -1) : new UUID(high, low - 1);
    }

    /** As many as fill a page if they came on every other day, lest days are computed that nobody is shown. */
    private static int personsAtOnce(FindAttendance query) {
        long days = ChronoUnit.DAYS.between(query.from(), query.to()) + 1;
        return query.userId() == null ? Math.clamp(2L * query.limit() / days, 2, PERSONS_AT_ONCE_MAX) : 2;
    }

    private List<UUID> persons(CustomerPunches of, FindAttendance query, Span span, UUID behind, int atOnce) {
        @Nullable String user = query.userId();
        return user == null
                ? history.persons(of, span, behind, atOnce)
                : List.of(people.idOf(query.customerId(), user));
    }

    private static Stream<DayOf> days(UUID person, List<ClockPunch> punches, FindAttendance query, PairingRule rule) {
        return DayPairing.days(punches, rule).stream()
                .filter(day -> isWanted(person, day.date(), query))
                .map(day -> new DayOf(person, day));
    }

    private static boolean isWanted(UUID person, LocalDate day, FindAttendance query) {
        @Nullable PersonDay after = query.after();
        boolean asked = !day.isBefore(query.from()) && !day.isAfter(query.to());
        return asked && (after == null || !person.equals(after.person()) || day.isAfter(after.date()));
    }

    /** All instants at which a punch of these days can have been made, wherever the device stands. */
    private static Span span(FindAttendance query, PairingRule rule) {
        return new Span(
                LocalDays.earliest(query.from()),
                LocalDays.latest(query.to().plusDays(1))
                        .plusNanos(query.dayStartsAt().toNanoOfDay())
                        .plus(rule.intervalMax()));
    }
}
