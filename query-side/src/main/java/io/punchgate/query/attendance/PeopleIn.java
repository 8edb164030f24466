package io.punchgate.query.attendance;

import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.projection.ProjectionProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is in: whose last in has no out, and is no longer ago than an interval may be. */
@Component
public final class PeopleIn {

    /** How far a device's clock may be ahead of ours. */
    private static final Duration CLOCK_AHEAD_MAX = Duration.ofMinutes(10);

    private final PunchHistory history;
    private final PairingRules rules;
    private final PunchProjection projection;
    private final ProjectionProgress progress;

    PeopleIn(PunchHistory history, PairingRules rules, PunchProjection projection, ProjectionProgress progress) {
        this.history = history;
        this.rules = rules;
        this.projection = projection;
        this.progress = progress;
    }

    /** A person who is in since then, by that device. */
    public record PersonIn(String userId, Instant since, String sn) {}

    /** The customer's people who are in, in the order of their ids, beginning with {@code first}. */
    public List<PersonIn> at(Instant now, String customerId, String first, int limit) {
        progress.await(projection);
        PairingRule rule = rules.of(customerId);
        Span span = new Span(now.minus(rule.intervalMax()), now.plus(CLOCK_AHEAD_MAX));
        List<PersonIn> found = new ArrayList<>();
        String next = first;
        while (found.size() < limit) {
            List<String> users = history.users(customerId, span, next, limit);
            Map<String, List<ClockPunch>> punches = history.punches(customerId, users, span, rule);
            users.forEach(user ->
                    add(found, user, DayPairing.openAt(now, punches.getOrDefault(user, List.of()), rule)));
            if (users.size() < limit) {
                break;
            }
            next = users.getLast() + Attendance.SUCCESSOR;
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static void add(List<PersonIn> found, String user, @Nullable ClockPunch in) {
        if (in != null) {
            found.add(new PersonIn(user, in.time(), in.sn()));
        }
    }
}
