package io.punchgate.query.presence;

import io.punchgate.api.AsOf;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.Presence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.query.listing.Portion;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers which devices were online: a customer's devices as they were set up to a position of the log, their last departure up to
 * there, and, from the log, their last sighting. Whose a device is by now does not matter.
 */
@Component
final class EarlierPresence {

    private static final String DEVICES = """
            select had.sn, device.label, device.offline_after_seconds, gone.position, gone.at
            from (select distinct sn from query.device_earlier where customer_id = :customer and sn > :after) had
            cross join lateral (
                select customer_id, label, offline_after_seconds from query.device_earlier earlier
                where earlier.sn = had.sn and earlier.position <= :up_to order by position desc limit 1
            ) device
            left join lateral (
                select position, at from query.device_departure departure
                where departure.sn = had.sn and departure.position <= :up_to order by position desc limit 1
            ) gone on true
            where device.customer_id = :customer order by had.sn limit :limit
            """;

    private static final List<Class<? extends DomainEvent>> SIGHTINGS = List.of(DeviceSeen.class, PunchRecorded.class);

    private final JdbcClient jdbc;
    private final LogReader log;
    private final EventRecords records;

    EarlierPresence(@Reading JdbcClient jdbc, LogReader log, EventRecords records) {
        this.jdbc = jdbc;
        this.log = log;
        this.records = records;
    }

    /** A device as it was; {@code goneAt} is null if it was never seen going. */
    private record Device(
            String sn,
            String label,
            long offlineAfterSeconds,
            long gonePosition,
            @Nullable Instant goneAt) {

        static Device of(ResultSet row) throws SQLException {
            return new Device(
                    row.getString("sn"),
                    row.getString("label"),
                    row.getLong("offline_after_seconds"),
                    row.getLong("position"),
                    Timestamps.instantOrNull(row, "at"));
        }
    }

    Portion<DevicePresence> find(FindPresence query, AsOf asOf) {
        Portion<Device> devices = Portion.of(
                jdbc.sql(DEVICES)
                        .param("customer", query.customerId())
                        .param("after", query.afterSn())
                        .param("up_to", asOf.position())
                        .param("limit", query.limit() + 1)
                        .query((row, number) -> Device.of(row))
                        .list(),
                query.limit());
        List<String> streams =
                devices.rows().stream().map(Device::sn).map(Streams::device).toList();
        Map<String, LoggedRecord> sightings = log.lastOf(streams, SIGHTINGS, asOf.position()).stream()
                .collect(Collectors.toMap(LoggedRecord::stream, Function.identity()));
        return new Portion<>(
                devices.map(device -> presence(device, sightings.get(Streams.device(device.sn())), asOf.at())),
                devices.hasMore());
    }

    private DevicePresence presence(Device device, @Nullable LoggedRecord sighting, Instant at) {
        Presence presence = Presence.NONE;
        boolean goneBefore = sighting == null || device.gonePosition() < sighting.position();
        if (goneBefore) {
            presence = gone(presence, device);
        }
        if (sighting != null) {
            presence = presence.after(change(sighting));
        }
        if (!goneBefore) {
            presence = gone(presence, device);
        }
        return new DevicePresence(
                device.sn(),
                device.label(),
                presence.isOnline(at, device.offlineAfterSeconds()),
                presence.lastSeen(),
                presence.transport());
    }

    private static Presence gone(Presence presence, Device device) {
        @Nullable Instant goneAt = device.goneAt();
        return goneAt == null ? presence : presence.after(new Presence.Change(goneAt, null));
    }

    private Presence.Change change(LoggedRecord sighting) {
        return switch (records.decode(sighting.record()).payload()) {
            case DeviceSeen seen -> new Presence.Change(seen.seenAt(), seen.transport());
            case PunchRecorded punch -> new Presence.Change(punch.recordedAt(), punch.transport());
            default -> throw new IllegalStateException("no sighting at position " + sighting.position());
        };
    }
}
