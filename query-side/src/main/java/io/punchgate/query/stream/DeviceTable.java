package io.punchgate.query.stream;

import io.punchgate.api.presence.Presence;
import io.punchgate.query.stream.event.LiveDevices;
import io.punchgate.query.stream.event.LiveDevices.Device;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads from the read models how the log left the devices, so that the log is followed from there. */
@Component
final class DeviceTable {

    private static final String PRESENCE = """
            select p.position, d.sn, d.customer_id, d.label, d.offline_after_seconds, d.last_seen, d.transport,
                d.offline_since
            from (select coalesce(max(position), 0) as position from query.projection_position where name = 'presence') p
            left join query.device_presence d on true
            """;

    private static final String SERVICE_TAGS = """
            select p.position, d.sn, d.settings
            from (select coalesce(max(position), 0) as position from query.projection_position where name = 'device') p
            left join query.registry_device d on true
            """;

    private final JdbcClient jdbc;

    DeviceTable(@Reading JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Devices as of a position.
     *
     * @param settingsFrom the position up to which all settings are known; it may be an earlier one
     */
    record Known(LiveDevices devices, long position, long settingsFrom) {}

    /** A row that is there for its position may be of no device. */
    Known read(Instant now) {
        Map<String, String> tags = new HashMap<>();
        LiveDevices devices = new LiveDevices(now);
        long[] settings = {0};
        long[] presence = {0};
        jdbc.sql(SERVICE_TAGS).query(row -> {
            settings[0] = row.getLong("position");
            @Nullable String text = row.getString("settings");
            if (text != null) {
                tags.put(
                        row.getString("sn"),
                        JsonMapper.shared().readTree(text).path("serviceTagId").asString(""));
            }
        });
        jdbc.sql(PRESENCE).query(row -> {
            presence[0] = row.getLong("position");
            @Nullable String sn = row.getString("sn");
            if (sn != null) {
                Presence seen = new Presence(
                        Timestamps.instantOrNull(row, "last_seen"),
                        row.getString("transport"),
                        Timestamps.instantOrNull(row, "offline_since"));
                devices.put(
                        sn,
                        new Device(
                                row.getString("customer_id"),
                                row.getString("label"),
                                tags.get(sn),
                                row.getInt("offline_after_seconds"),
                                seen));
            }
        });
        return new Known(devices, presence[0], Math.min(settings[0], presence[0]));
    }
}
