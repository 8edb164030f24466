package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.person.PersonalRow;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a row of {@code punch}, whose personal text stays closed. */
final class PunchMapper implements RowMapper<PunchRow> {

    @Override
    public PunchRow mapRow(ResultSet row, int number) throws SQLException {
        @Nullable String type = row.getString("type");
        String id = row.getString("id");
        PunchView view = new PunchView(
                id,
                row.getString("sn"),
                null,
                Timestamps.instant(row, "time"),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(row.getObject("local_time", LocalDateTime.class)),
                row.getString("utc_offset"),
                null,
                type == null ? null : PunchType.valueOf(type),
                row.getString("state_raw"),
                InputType.valueOf(row.getString("input_type")),
                row.getString("input_raw"),
                null,
                null,
                null,
                row.getString("transport"),
                Timestamps.instant(row, "recorded_at"),
                row.getBoolean("clock_suspect"),
                List.of(),
                true);
        return new PunchRow(row.getLong("position"), view, PersonalRow.of(row, id));
    }
}
