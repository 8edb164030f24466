package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.CorrectionView;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the corrections that lists show beside punches. */
@Component
public final class PunchCorrections {

    private static final String OF_PUNCHES = """
            select punch_id, at, corrected_by, voided, type, time, reason from query.punch_correction
            where punch_id = any (?) and position <= ? order by position
            """;

    private final JdbcClient jdbc;

    PunchCorrections(@Reading JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The corrections of these punches that have any, in the order recorded up to a position, by the id of the punch. */
    public Map<String, List<CorrectionView>> of(Collection<String> punchIds, long upTo) {
        Map<String, List<CorrectionView>> found = new HashMap<>();
        if (!punchIds.isEmpty()) {
            Object ids = punchIds.toArray(String[]::new);
            jdbc.sql(OF_PUNCHES).params(ids, upTo).query(row -> {
                found.computeIfAbsent(row.getString("punch_id"), none -> new ArrayList<>())
                        .add(correction(row));
            });
        }
        return found;
    }

    /** The punches with their corrections up to a position. */
    List<PunchView> beside(List<PunchView> punches, long upTo) {
        Map<String, List<CorrectionView>> corrections =
                of(punches.stream().map(PunchView::id).toList(), upTo);
        return corrections.isEmpty()
                ? punches
                : punches.stream()
                        .map(punch -> punch.with(corrections.getOrDefault(punch.id(), List.of())))
                        .toList();
    }

    private static CorrectionView correction(ResultSet row) throws SQLException {
        @Nullable String type = row.getString("type");
        return new CorrectionView(
                Timestamps.instant(row, "at"),
                row.getString("corrected_by"),
                row.getBoolean("voided"),
                type == null ? null : PunchType.valueOf(type),
                Timestamps.instantOrNull(row, "time"),
                row.getString("reason"));
    }
}
