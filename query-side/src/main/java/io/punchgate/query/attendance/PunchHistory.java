package io.punchgate.query.attendance;

import io.punchgate.query.person.People;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads people's punches for pairing: the punches of a span of time, and as many before it as decide how they pair, so that
 * a day comes out the same in every span that holds it.
 */
@Component
final class PunchHistory {

    /** The look back doubles so often at most: from 32 hours to 30 years. */
    private static final int LOOK_BACKS_MAX = 12;
    /** As exact as the database keeps times. */
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private static final String PERSONS = """
            (select distinct person_id from query.punch
                where customer_id = :customer and position <= :up_to
                    and time >= :from and time <= :to and person_id > :after
                order by person_id limit :limit)
            union
            (select distinct person_id from query.punch_correction
                where customer_id = :customer and position <= :up_to
                    and time >= :from and time <= :to and person_id > :after
                order by person_id limit :limit)
            order by person_id limit :limit
            """;

    private final JdbcClient jdbc;
    private final CorrectedPunches corrected;

    PunchHistory(@Reading JdbcClient jdbc, CorrectedPunches corrected) {
        this.jdbc = jdbc;
        this.corrected = corrected;
    }

    /**
     * People with punches in the span, recorded or corrected into it, in the order of their ids.
     *
     * @param after the person behind whom they begin; {@link People#NOBODY}: with the first
     */
    List<UUID> persons(CustomerPunches of, Span span, UUID after, int limit) {
        return jdbc.sql(PERSONS)
                .param("customer", of.customerId())
                .param("up_to", of.upTo())
                .param("from", Timestamps.utc(span.from()))
                .param("to", Timestamps.utc(span.to()))
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /**
     * These people's punches of the span as corrected, with the earlier ones that decide how they pair, by person and sorted by
     * time.
     */
    Map<UUID, List<ClockPunch>> punches(CustomerPunches of, Collection<UUID> persons, Span span, PairingRule rule) {
        CorrectedPunches.OfPersons changed = corrected.of(of, persons);
        Duration back = rule.intervalMax().multipliedBy(2);
        Span loaded = new Span(span.from().minus(back), span.to());
        Map<UUID, List<ClockPunch>> found = load(of, persons, loaded, changed);
        List<UUID> incomplete = incomplete(found, persons, loaded.from(), span.from(), rule);
        for (int i = 0; i < LOOK_BACKS_MAX && !incomplete.isEmpty(); i++) {
            back = back.multipliedBy(2);
            loaded = new Span(loaded.from().minus(back), loaded.from().minus(MICROSECOND));
            load(of, incomplete, loaded, changed)
                    .forEach((person, earlier) -> found.computeIfAbsent(person, none -> new ArrayList<>())
                            .addAll(0, earlier));
            incomplete = incomplete(found, incomplete, loaded.from(), span.from(), rule);
        }
        return found;
    }

    private static List<UUID> incomplete(
            Map<UUID, List<ClockPunch>> found,
            Collection<UUID> persons,
            Instant loadedFrom,
            Instant start,
            PairingRule rule) {
        return persons.stream()
                .filter(each -> !DayPairing.isComplete(found.getOrDefault(each, List.of()), loadedFrom, start, rule))
                .toList();
    }

    private Map<UUID, List<ClockPunch>> load(
            CustomerPunches of, Collection<UUID> persons, Span span, CorrectedPunches.OfPersons changed) {
        String sql = "select " + StoredPunches.COLUMNS + " from query.punch"
                + " where customer_id = ? and person_id = any (?) and time >= ? and time <= ? and position <= ?"
                + " order by time, position";
        Map<UUID, List<ClockPunch>> byPerson = new HashMap<>();
        jdbc.sql(sql)
                .params(
                        of.customerId(),
                        persons.toArray(UUID[]::new),
                        Timestamps.utc(span.from()),
                        Timestamps.utc(span.to()),
                        of.upTo())
                .query(row -> {
                    byPerson.computeIfAbsent(row.getObject("person_id", UUID.class), person -> new ArrayList<>())
                            .add(StoredPunches.punch(row));
                });
        changed.correct(byPerson, persons, span);
        return byPerson;
    }
}
