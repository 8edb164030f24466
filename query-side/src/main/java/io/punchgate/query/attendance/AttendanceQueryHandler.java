package io.punchgate.query.attendance;

import io.punchgate.api.AsOf;
import io.punchgate.api.attendance.AttendanceQuery.FindAttendance;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.UserDay;
import io.punchgate.query.attendance.punch.LocalDays;
import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes days of work when they are asked for: a punch that comes late changes its day by being there. */
@Component
final class AttendanceQueryHandler {

    private static final int USERS_AT_ONCE_MAX = 50;

    private final PunchHistory history;
    private final PairingRules rules;
    private final PunchProjection projection;
    private final ProjectionProgress progress;

    AttendanceQueryHandler(
            PunchHistory history, PairingRules rules, PunchProjection projection, ProjectionProgress progress) {
        this.history = history;
        this.rules = rules;
        this.projection = projection;
        this.progress = progress;
    }

    @QueryHandler
    WorkDays handle(FindAttendance query) {
        progress.await(projection);
        CustomerPunches of = new CustomerPunches(query.customerId(), AsOf.lastPosition(query.asOf()));
        PairingRule rule = rules.of(of).startingDaysAt(query.dayStartsAt());
        Span span = span(query, rule);
        @Nullable UserDay after = query.after();
        int atOnce = usersAtOnce(query);
        List<AttendanceView> found = new ArrayList<>();
        String first = after == null ? "" : after.userId();
        while (found.size() <= query.limit()) {
            List<String> users = users(of, query, span, first, atOnce);
            Map<String, List<ClockPunch>> punches = history.punches(of, users, span, rule);
            users.stream()
                    .flatMap(user -> days(user, punches.getOrDefault(user, List.of()), query, rule))
                    .forEach(found::add);
            if (users.size() < atOnce) {
                break;
            }
            first = PunchHistory.behind(users.getLast());
        }
        Portion<AttendanceView> page = Portion.of(found, query.limit());
        return new WorkDays(page.rows(), end(page.rows(), after), page.hasMore());
    }

    /** As many as fill a page if they came on every other day, lest days are computed that nobody is shown. */
    private static int usersAtOnce(FindAttendance query) {
        long days = ChronoUnit.DAYS.between(query.from(), query.to()) + 1;
        return query.userId() == null ? Math.clamp(2L * query.limit() / days, 2, USERS_AT_ONCE_MAX) : 2;
    }

    private List<String> users(CustomerPunches of, FindAttendance query, Span span, String first, int atOnce) {
        @Nullable String user = query.userId();
        return user == null ? history.users(of, span, first, atOnce) : List.of(user);
    }

    private static Stream<AttendanceView> days(
            String user, List<ClockPunch> punches, FindAttendance query, PairingRule rule) {
        return DayPairing.days(punches, rule).stream()
                .filter(day -> isWanted(user, day.date(), query))
                .map(day -> AttendanceMapper.view(user, day));
    }

    private static boolean isWanted(String user, LocalDate day, FindAttendance query) {
        @Nullable UserDay after = query.after();
        boolean asked = !day.isBefore(query.from()) && !day.isAfter(query.to());
        return asked && (after == null || !user.equals(after.userId()) || day.isAfter(after.date()));
    }

    private static @Nullable UserDay end(List<AttendanceView> rows, @Nullable UserDay after) {
        if (rows.isEmpty()) {
            return after;
        }
        AttendanceView last = rows.getLast();
        return new UserDay(last.userId(), LocalDate.parse(last.date()));
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
