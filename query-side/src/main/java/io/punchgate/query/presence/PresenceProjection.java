package io.punchgate.query.presence;

import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.presence.Presence;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Rows;
import io.punchgate.runtime.sql.BinaryArrays;
import io.punchgate.runtime.sql.Timestamps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Keeps the time of each device's last sighting and last departure, and what an earlier moment is asked about: whose each device was,
 * and all departures. A batch's changes of a device are written as one.
 */
@ProcessingGroup(PresenceProjection.NAME)
public final class PresenceProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "presence";

    private final JdbcOperations jdbc;
    private final String schema;
    private final String table;
    private final Map<String, DeviceSettings> devices = new LinkedHashMap<>();
    private final Map<String, List<Presence.Change>> changes = new LinkedHashMap<>();
    private Rows earlier = noneEarlier();
    private Rows departures = noDepartures();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public PresenceProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.schema = schema;
        this.table = schema + ".device_presence";
    }

    @Override
    public List<String> tables() {
        return List.of("device_presence", "device_earlier", "device_departure");
    }

    @Override
    protected void begin() {
        devices.clear();
        changes.clear();
        earlier = noneEarlier();
        departures = noDepartures();
    }

    private static Rows noneEarlier() {
        return new Rows("text", "int8", "text", "text", "int4");
    }

    private static Rows noDepartures() {
        return new Rows("text", "int8", "timestamptz");
    }

    @EventHandler
    void on(DeviceRegistered device, TrackingToken token) {
        set(device.sn(), device.settings(), position(token));
    }

    @EventHandler
    void on(DeviceChanged device, TrackingToken token) {
        set(device.sn(), device.settings(), position(token));
    }

    private void set(String sn, DeviceSettings device, long position) {
        devices.put(sn, device);
        earlier.add(sn, position, device.customerId(), device.label(), device.offlineAfterSeconds());
    }

    @EventHandler
    void on(DeviceSeen seen) {
        note(seen.sn(), new Presence.Change(seen.seenAt(), seen.transport()));
    }

    @EventHandler
    void on(PunchRecorded punch) {
        note(punch.sn(), new Presence.Change(punch.recordedAt(), punch.transport()));
    }

    @EventHandler
    void on(DeviceWentOffline gone, TrackingToken token) {
        note(gone.sn(), new Presence.Change(gone.at(), null));
        departures.add(gone.sn(), position(token), gone.at());
    }

    private void note(String sn, Presence.Change change) {
        changes.computeIfAbsent(sn, absent -> new ArrayList<>()).add(change);
    }

    @Override
    protected void write() {
        writeDevices();
        earlier.write(jdbc, "insert into " + schema + ".device_earlier " + earlier.select());
        departures.write(jdbc, "insert into " + schema + ".device_departure " + departures.select());
        writePresence();
    }

    private void writeDevices() {
        Rows rows = new Rows("text", "text", "text", "int4");
        devices.forEach(
                (sn, device) -> rows.add(sn, device.customerId(), device.label(), device.offlineAfterSeconds()));
        rows.write(
                jdbc,
                "insert into " + table + " (sn, customer_id, label, offline_after_seconds) "
                        + rows.select()
                        + " on conflict (sn) do update set customer_id = excluded.customer_id,"
                        + " label = excluded.label, offline_after_seconds = excluded.offline_after_seconds");
    }

    private void writePresence() {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, Presence> before = stored();
        Rows rows = new Rows("text", "timestamptz", "text", "timestamptz");
        changes.forEach((sn, all) -> {
            Presence now = before.getOrDefault(sn, Presence.NONE);
            for (Presence.Change change : all) {
                now = now.after(change);
            }
            rows.add(sn, now.lastSeen(), now.transport(), now.offlineSince());
        });
        rows.write(
                jdbc,
                "update " + table + " device set last_seen = now.seen, transport = now.transport,"
                        + " offline_since = now.offline from (" + rows.select()
                        + ") as now(sn, seen, transport, offline) where device.sn = now.sn");
    }

    private Map<String, Presence> stored() {
        Map<String, Presence> stored = new HashMap<>();
        jdbc.query(
                "select sn, last_seen, transport, offline_since from " + table + " where sn = any(?)",
                statement -> statement.setArray(
                        1, BinaryArrays.texts(statement.getConnection(), new ArrayList<>(changes.keySet()))),
                (RowCallbackHandler) row -> stored.put(
                        row.getString(1),
                        new Presence(
                                Timestamps.instantOrNull(row, "last_seen"),
                                row.getString("transport"),
                                Timestamps.instantOrNull(row, "offline_since"))));
        return stored;
    }
}
