package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a row of {@code punch}. */
final class PunchMapper implements RowMapper<PunchRow> {

    @Override
    public PunchRow mapRow(ResultSet row, int number) throws SQLException {
        @Nullable String type = row.getString("type");
        PunchView view = new PunchView(
                row.getString("id"),
                row.getString("sn"),
                row.getString("user_id"),
                Timestamps.instant(row, "time"),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(row.getObject("local_time", LocalDateTime.class)),
                row.getString("utc_offset"),
                row.getString("att_time_raw"),
                type == null ? null : PunchType.valueOf(type),
                row.getString("state_raw"),
                InputType.valueOf(row.getString("input_type")),
                row.getString("input_raw"),
                location(row),
                row.getObject("temperature", Double.class),
                row.getObject("face_mask", Boolean.class),
                row.getString("transport"),
                Timestamps.instant(row, "recorded_at"),
                row.getBoolean("clock_suspect"),
                List.of());
        return new PunchRow(row.getLong("position"), view);
    }

    private static @Nullable Location location(ResultSet row) throws SQLException {
        @Nullable Double lat = row.getObject("lat", Double.class);
        return lat == null ? null : new Location(lat, row.getDouble("lng"), row.getObject("accuracy", Double.class));
    }
}
