package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.CorrectionView;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.person.People;
import io.punchgate.query.person.PersonalFields;
import io.punchgate.query.person.PersonalRow;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the corrections that lists show beside punches. */
@Component
final class PunchCorrections {

    private static final String OF_PUNCHES =
            "select punch_id, id, at, corrected_by, voided, type, time, " + PersonalRow.COLUMNS + """
             from query.punch_correction
            where punch_id = any (?) and position <= ? order by position
            """;

    private final JdbcClient jdbc;
    private final People people;

    PunchCorrections(@Reading JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /**
     * A row of {@code punch_correction}.
     *
     * @param type null: it gives none
     * @param time null: it gives none
     */
    private record Row(
            String punchId,
            Instant at,
            String by,
            boolean voided,
            @Nullable PunchType type,
            @Nullable Instant time,
            PersonalRow personal) {

        static Row of(ResultSet row, int number) throws SQLException {
            @Nullable String type = row.getString("type");
            return new Row(
                    row.getString("punch_id"),
                    Timestamps.instant(row, "at"),
                    row.getString("corrected_by"),
                    row.getBoolean("voided"),
                    type == null ? null : PunchType.valueOf(type),
                    Timestamps.instantOrNull(row, "time"),
                    PersonalRow.of(row, row.getString("id")));
        }

        CorrectionView view(@Nullable PersonalFields fields) {
            return new CorrectionView(at, by, voided, type, time, fields == null ? null : fields.reason());
        }
    }

    /** The corrections of these punches that have any, in the order recorded up to a position, by the id of the punch. */
    Map<String, List<CorrectionView>> of(Collection<String> punchIds, long upTo) {
        if (punchIds.isEmpty()) {
            return Map.of();
        }
        Object ids = punchIds.stream().map(UUID::fromString).toArray(UUID[]::new);
        List<Row> rows = jdbc.sql(OF_PUNCHES).params(ids, upTo).query(Row::of).list();
        People.Opened opened = people.open(rows.stream().map(Row::personal).toList());
        Map<String, List<CorrectionView>> found = new HashMap<>();
        rows.forEach(row -> found.computeIfAbsent(row.punchId, none -> new ArrayList<>())
                .add(row.view(opened.fields(row.personal))));
        return found;
    }
}
