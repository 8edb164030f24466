package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code punch}, as they were recorded. */
final class StoredPunches {

    static final String COLUMNS = "person_id, id, sn, time, local_time, position, type";

    private StoredPunches() {}

    static ClockPunch punch(ResultSet row) throws SQLException {
        @Nullable String type = row.getString("type");
        return new ClockPunch(
                row.getString("id"),
                row.getString("sn"),
                Timestamps.instant(row, "time"),
                row.getObject("local_time", LocalDateTime.class),
                row.getLong("position"),
                type == null ? null : PunchType.valueOf(type));
    }
}
