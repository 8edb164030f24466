package io.punchgate.query.attendance;

import io.punchgate.query.attendance.punch.PunchQuery;
import io.punchgate.query.listing.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Days of work, computed when they are asked for: a punch that comes late changes its day by being there. */
@Component
final class Attendance {

    private static final int USERS_AT_ONCE = 50;
    /** Sorts right after any user id that it follows, because those hold no control characters. */
    static final String SUCCESSOR = "\u0001";

    private final PunchHistory history;
    private final PairingRules rules;

    Attendance(PunchHistory history, PairingRules rules) {
        this.history = history;
        this.rules = rules;
    }

    /** The days asked for, by user and then by date. */
    Page<AttendanceView> days(String customerId, AttendanceQuery query) {
        PairingRule rule = rules.of(customerId).startingDaysAt(query.dayStartsAt());
        Span span = span(query, rule);
        List<AttendanceView> found = new ArrayList<>();
        String first = query.firstUser();
        while (found.size() <= query.limit()) {
            List<String> users = users(customerId, query.userId(), span, first);
            Map<String, List<ClockPunch>> punches = history.punches(customerId, users, span, rule);
            users.forEach(user -> add(found, user, punches.getOrDefault(user, List.of()), query, rule));
            if (users.size() < USERS_AT_ONCE) {
                break;
            }
            first = users.getLast() + SUCCESSOR;
        }
        boolean more = found.size() > query.limit();
        List<AttendanceView> rows = more ? found.subList(0, query.limit()) : found;
        return new Page<>(rows, query.cursorAfter(rows), more);
    }

    private List<String> users(String customerId, @Nullable String user, Span span, String first) {
        return user == null ? history.users(customerId, span, first, USERS_AT_ONCE) : List.of(user);
    }

    private static void add(
            List<AttendanceView> found,
            String user,
            List<ClockPunch> punches,
            AttendanceQuery query,
            PairingRule rule) {
        DayPairing.days(punches, rule).stream()
                .filter(day -> query.wants(user, day.date()))
                .map(day -> AttendanceView.of(user, day))
                .forEach(found::add);
    }

    /** All instants at which a punch of these days can have been made, wherever the device stands. */
    private static Span span(AttendanceQuery query, PairingRule rule) {
        Instant end = PunchQuery.latest(query.to().plusDays(1)).toInstant();
        return new Span(
                PunchQuery.earliest(query.from()).toInstant(),
                end.plusNanos(query.dayStartsAt().toNanoOfDay()).plus(rule.intervalMax()));
    }
}
