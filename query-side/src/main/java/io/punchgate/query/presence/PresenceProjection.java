package io.punchgate.query.presence;

import io.punchgate.api.DomainEvent;
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
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps when each device was last seen, and seen going. A batch's sightings of a device are written as one. */
public final class PresenceProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "presence";

    private final JdbcOperations jdbc;
    private final String table;

    /** A projection into the tables of {@code schema}, a trusted name. */
    public PresenceProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema, NAME);
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
    public Set<Class<? extends DomainEvent>> handles() {
        return Set.of(
                DeviceRegistered.class,
                DeviceChanged.class,
                DeviceSeen.class,
                DeviceWentOffline.class,
                PunchRecorded.class);
    }

    @Override
    protected void write(List<Positioned> events) {
        Map<String, DeviceSettings> devices = new LinkedHashMap<>();
        Map<String, Sighting> sightings = new LinkedHashMap<>();
        Map<String, Instant> departures = new LinkedHashMap<>();
        for (Positioned each : events) {
            if (each.event() instanceof DeviceRegistered device) {
                devices.put(device.sn(), device.settings());
            } else if (each.event() instanceof DeviceChanged device) {
                devices.put(device.sn(), device.settings());
            } else if (each.event() instanceof DeviceSeen seen) {
                sightings.merge(seen.sn(), new Sighting(seen.seenAt(), seen.transport()), Sighting::latest);
            } else if (each.event() instanceof DeviceWentOffline gone) {
                departures.merge(gone.sn(), gone.at(), (one, other) -> one.isBefore(other) ? other : one);
            } else if (each.event() instanceof PunchRecorded punch) {
                sightings.merge(punch.sn(), new Sighting(punch.recordedAt(), punch.transport()), Sighting::latest);
            }
        }
        writeDevices(devices);
        writeSightings(sightings);
        writeDepartures(departures);
    }

    private void writeDevices(Map<String, DeviceSettings> devices) {
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

    private void writeSightings(Map<String, Sighting> sightings) {
        Rows rows = new Rows("text", "timestamptz", "text");
        sightings.forEach((sn, seen) -> rows.add(sn, seen.at(), seen.transport()));
        rows.write(
                jdbc,
                "update " + table + " device set last_seen = seen.at, transport = seen.transport from (" + rows.select()
                        + ") as seen(sn, at, transport) where device.sn = seen.sn"
                        + " and (device.last_seen is null or device.last_seen <= seen.at)");
    }

    private void writeDepartures(Map<String, Instant> departures) {
        Rows rows = new Rows("text", "timestamptz");
        departures.forEach(rows::add);
        rows.write(
                jdbc,
                "update " + table + " device set offline_since = greatest(device.offline_since, gone.at) from ("
                        + rows.select() + ") as gone(sn, at) where device.sn = gone.sn");
    }
}
