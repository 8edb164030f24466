package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The punches that were corrected, as they count: each correction changes what it names. One that names a type or a time counts
 * the punch again that an earlier one voided.
 */
@Component
final class CorrectedPunches {

    private static final String CORRECTIONS = """
            select p.person_id, p.id, p.sn, p.time, p.local_time, p.position, p.type,
                c.voided, c.type as new_type, c.time as new_time, c.local_time as new_local_time
            from query.punch_correction c join query.punch p on p.id = c.punch_id
            where c.customer_id = ? and c.person_id = any (?) and p.customer_id = c.customer_id and c.position <= ?
            order by c.position
            """;

    private final JdbcClient jdbc;

    CorrectedPunches(@Reading JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The corrected punches of these people. */
    OfPersons of(CustomerPunches of, Collection<UUID> persons) {
        Map<UUID, Map<Long, Corrected>> byPerson = new HashMap<>();
        if (!persons.isEmpty()) {
            Object ids = persons.toArray(UUID[]::new);
            jdbc.sql(CORRECTIONS).params(of.customerId(), ids, of.upTo()).query(row -> {
                ClockPunch recorded = StoredPunches.punch(row);
                Map<Long, Corrected> punches =
                        byPerson.computeIfAbsent(row.getObject("person_id", UUID.class), none -> new LinkedHashMap<>());
                Corrected before = punches.getOrDefault(recorded.position(), new Corrected(recorded, false));
                punches.put(recorded.position(), before.with(row));
            });
        }
        return new OfPersons(byPerson);
    }

    /** A punch as its corrections leave it. */
    record Corrected(ClockPunch punch, boolean voided) {

        Corrected with(ResultSet correction) throws SQLException {
            if (correction.getBoolean("voided")) {
                return new Corrected(punch, true);
            }
            @Nullable String type = correction.getString("new_type");
            @Nullable Instant time = Timestamps.instantOrNull(correction, "new_time");
            ClockPunch changed = type == null ? punch : punch.withType(PunchType.valueOf(type));
            return new Corrected(
                    time == null
                            ? changed
                            : changed.at(time, correction.getObject("new_local_time", LocalDateTime.class)),
                    false);
        }

        Optional<ClockPunch> counting(Span span) {
            return Optional.of(punch).filter(each -> !voided && span.holds(each.time()));
        }
    }

    /** The corrected punches of some people, by person and position. */
    record OfPersons(Map<UUID, Map<Long, Corrected>> byPerson) {

        /** Puts the corrected punches in the place of those recorded in the span, and of none: corrected into it. */
        void correct(Map<UUID, List<ClockPunch>> recorded, Collection<UUID> persons, Span span) {
            for (UUID person : persons) {
                Map<Long, Corrected> corrected = byPerson.getOrDefault(person, Map.of());
                if (corrected.isEmpty()) {
                    continue;
                }
                List<ClockPunch> punches = new ArrayList<>(recorded.getOrDefault(person, List.of()));
                punches.removeIf(punch -> corrected.containsKey(punch.position()));
                corrected.values().stream()
                        .flatMap(each -> each.counting(span).stream())
                        .forEach(punches::add);
                punches.sort(ClockPunch.BY_TIME);
                recorded.put(person, punches);
            }
        }
    }
}
