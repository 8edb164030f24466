package io.punchgate.query.attendance;

import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads people's punches for pairing: the punches of a span of time, and as many before it as decide how they pair, so that
 * a day comes out the same in every span that holds it.
 */
@Component
final class PunchHistory {

    /** Sorts right after any user id that it follows, because user ids hold no control characters. */
    private static final String SUCCESSOR = "\u0001";
    /** The look back doubles so often at most: from 32 hours to 30 years. */
    private static final int LOOK_BACKS_MAX = 12;
    /** As exact as the database keeps times. */
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private static final String USERS = """
            (select distinct user_id from query.punch
                where customer_id = :customer and position <= :up_to
                    and time >= :from and time <= :to and user_id >= :first
                order by user_id limit :limit)
            union
            (select distinct user_id from query.punch_correction
                where customer_id = :customer and position <= :up_to
                    and time >= :from and time <= :to and user_id >= :first
                order by user_id limit :limit)
            order by user_id limit :limit
            """;

    private final JdbcClient jdbc;
    private final CorrectedPunches corrected;

    PunchHistory(@Reading JdbcClient jdbc, CorrectedPunches corrected) {
        this.jdbc = jdbc;
        this.corrected = corrected;
    }

    /** The first id behind a user's, or behind nobody's. */
    static String behind(String userId) {
        return userId.isEmpty() ? "" : userId + SUCCESSOR;
    }

    /** People with punches in the span, recorded or corrected into it, from {@code first} on, in the order of their ids. */
    List<String> users(CustomerPunches of, Span span, String first, int limit) {
        return jdbc.sql(USERS)
                .param("customer", of.customerId())
                .param("up_to", of.upTo())
                .param("from", Timestamps.utc(span.from()))
                .param("to", Timestamps.utc(span.to()))
                .param("first", first)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /**
     * These people's punches of the span as corrected, with the earlier ones that decide how they pair, by user and sorted by
     * time.
     */
    Map<String, List<ClockPunch>> punches(CustomerPunches of, Collection<String> users, Span span, PairingRule rule) {
        CorrectedPunches.OfUsers changed = corrected.of(of, users);
        Duration back = rule.intervalMax().multipliedBy(2);
        Span loaded = new Span(span.from().minus(back), span.to());
        Map<String, List<ClockPunch>> found = load(of, users, loaded, changed);
        List<String> incomplete = incomplete(found, users, loaded.from(), span.from(), rule);
        for (int i = 0; i < LOOK_BACKS_MAX && !incomplete.isEmpty(); i++) {
            back = back.multipliedBy(2);
            loaded = new Span(loaded.from().minus(back), loaded.from().minus(MICROSECOND));
            load(of, incomplete, loaded, changed)
                    .forEach((user, earlier) -> found.computeIfAbsent(user, none -> new ArrayList<>())
                            .addAll(0, earlier));
            incomplete = incomplete(found, incomplete, loaded.from(), span.from(), rule);
        }
        return found;
    }

    private static List<String> incomplete(
            Map<String, List<ClockPunch>> found,
            Collection<String> users,
            Instant loadedFrom,
            Instant start,
            PairingRule rule) {
        return users.stream()
                .filter(user -> !DayPairing.isComplete(found.getOrDefault(user, List.of()), loadedFrom, start, rule))
                .toList();
    }

    private Map<String, List<ClockPunch>> load(
            CustomerPunches of, Collection<String> users, Span span, CorrectedPunches.OfUsers changed) {
        String sql = "select " + StoredPunches.COLUMNS + " from query.punch"
                + " where customer_id = ? and user_id = any (?) and time >= ? and time <= ? and position <= ?"
                + " order by time, position";
        Map<String, List<ClockPunch>> byUser = new HashMap<>();
        jdbc.sql(sql)
                .params(
                        of.customerId(),
                        users.toArray(String[]::new),
                        Timestamps.utc(span.from()),
                        Timestamps.utc(span.to()),
                        of.upTo())
                .query(row -> {
                    byUser.computeIfAbsent(row.getString("user_id"), user -> new ArrayList<>())
                            .add(StoredPunches.punch(row));
                });
        changed.correct(byUser, users, span);
        return byUser;
    }
}
