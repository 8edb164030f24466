package io.punchgate.query.presence;

import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Rows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the time of each device's last sighting and last departure. A batch's sightings of a device are written as one. */
@ProcessingGroup(PresenceProjection.NAME)
public final class PresenceProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "presence";

    private final JdbcOperations jdbc;
    private final String table;
    private final Map<String, DeviceSettings> devices = new LinkedHashMap<>();
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();
    private final Map<String, Instant> departures = new LinkedHashMap<>();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public PresenceProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.table = schema + ".device_presence";
    }

    private record Sighting(Instant at, String transport) {
        Sighting latest(Sighting other) {
            return other.at.isBefore(at) ? this : other;
        }
    }

    @Override
    public List<String> tables() {
        return List.of("device_presence");
    }

    @Override
    protected void begin() {
        devices.clear();
        sightings.clear();
        departures.clear();
    }

    @EventHandler
    void on(DeviceRegistered device) {
        devices.put(device.sn(), device.settings());
    }

    @EventHandler
    void on(DeviceChanged device) {
        devices.put(device.sn(), device.settings());
    }

    @EventHandler
    void on(DeviceSeen seen) {
        sightings.merge(seen.sn(), new Sighting(seen.seenAt(), seen.transport()), Sighting::latest);
    }

    @EventHandler
    void on(PunchRecorded punch) {
        sightings.merge(punch.sn(), new Sighting(punch.recordedAt(), punch.transport()), Sighting::latest);
    }

    @EventHandler
    void on(DeviceWentOffline gone) {
        departures.merge(gone.sn(), gone.at(), (one, other) -> one.isBefore(other) ? other : one);
    }

    @Override
    protected void write() {
        writeDevices();
        writeSightings();
        writeDepartures();
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

    private void writeSightings() {
        Rows rows = new Rows("text", "timestamptz", "text");
        sightings.forEach((sn, seen) -> rows.add(sn, seen.at(), seen.transport()));
        rows.write(
                jdbc,
                "update " + table + " device set last_seen = seen.at, transport = seen.transport from (" + rows.select()
                        + ") as seen(sn, at, transport) where device.sn = seen.sn"
                        + " and (device.last_seen is null or device.last_seen <= seen.at)");
    }

    private void writeDepartures() {
        Rows rows = new Rows("text", "timestamptz");
        departures.forEach(rows::add);
        rows.write(
                jdbc,
                "update " + table + " device set offline_since = greatest(device.offline_since, gone.at) from ("
                        + rows.select() + ") as gone(sn, at) where device.sn = gone.sn");
    }
}
