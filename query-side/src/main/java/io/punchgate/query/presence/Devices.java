package io.punchgate.query.presence;

import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads when devices were last seen. */
@Component
final class Devices {

    private final JdbcClient jdbc;

    Devices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The customer's devices behind {@code after}, in the order of their serial numbers. */
    List<DevicePresence> at(Instant now, String customerId, String after, int limit) {
        String sql =
                "select sn, label, offline_after_seconds, last_seen, offline_since, transport from query.device_presence"
                        + " where customer_id = ? and sn > ? order by sn limit ?";
        return jdbc.sql(sql)
                .params(customerId, after, limit)
                .query((row, number) -> presence(row, now))
                .list();
    }

    private static DevicePresence presence(ResultSet row, Instant now) throws SQLException {
        @Nullable Instant lastSeen = Timestamps.instantOrNull(row, "last_seen");
        @Nullable Instant offlineSince = Timestamps.instantOrNull(row, "offline_since");
        long offlineAfterSeconds = row.getLong("offline_after_seconds");
        boolean online = lastSeen != null
                && now.isBefore(lastSeen.plusSeconds(offlineAfterSeconds))
                && (offlineSince == null || offlineSince.isBefore(lastSeen));
        return new DevicePresence(
                row.getString("sn"), row.getString("label"), online, lastSeen, row.getString("transport"));
    }
}
