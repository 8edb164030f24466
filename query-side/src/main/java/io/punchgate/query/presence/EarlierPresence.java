package io.punchgate.query.presence;

import io.punchgate.api.AsOf;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.Presence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.query.listing.Portion;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.sql.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers which devices were online, from the log: the last sighting and the last departure of each that are stored up to a
 * moment. A device that is another customer's by now is not found.
 */
@Component
final class EarlierPresence {

    private static final String DEVICES =
            "select sn from query.device_presence where customer_id = ? and sn > ? order by sn limit ?";
    private static final List<Class<? extends DomainEvent>> SETTINGS =
            List.of(DeviceRegistered.class, DeviceChanged.class);
    private static final List<Class<? extends DomainEvent>> SIGHTINGS = List.of(DeviceSeen.class, PunchRecorded.class);
    private static final List<Class<? extends DomainEvent>> DEPARTURES = List.of(DeviceWentOffline.class);

    private final JdbcClient jdbc;
    private final LogReader log;
    private final EventRecords records;

    EarlierPresence(@Reading JdbcClient jdbc, LogReader log, EventRecords records) {
        this.jdbc = jdbc;
        this.log = log;
        this.records = records;
    }

    Portion<DevicePresence> find(FindPresence query, AsOf asOf) {
        List<DevicePresence> found = new ArrayList<>();
        List<String> devices = devices(query.customerId(), query.afterSn(), query.limit() + 1);
        while (!devices.isEmpty() && found.size() <= query.limit()) {
            found.addAll(presences(query.customerId(), devices, asOf));
            devices = devices(query.customerId(), devices.getLast(), query.limit() + 1);
        }
        return Portion.of(found, query.limit());
    }

    private List<String> devices(String customerId, String afterSn, int max) {
        return jdbc.sql(DEVICES)
                .params(customerId, afterSn, max)
                .query(String.class)
                .list();
    }

    private List<DevicePresence> presences(String customerId, List<String> devices, AsOf asOf) {
        Map<String, LoggedRecord> settings = last(devices, SETTINGS, asOf);
        Map<String, LoggedRecord> sightings = last(devices, SIGHTINGS, asOf);
        Map<String, LoggedRecord> departures = last(devices, DEPARTURES, asOf);
        return devices.stream()
                .flatMap(sn -> {
                    String stream = Streams.device(sn);
                    @Nullable LoggedRecord told = settings.get(stream);
                    return told == null
                            ? Stream.of()
                            : presence(sn, customerId, told, asOf, sightings.get(stream), departures.get(stream));
                })
                .toList();
    }

    private Map<String, LoggedRecord> last(List<String> devices, List<Class<? extends DomainEvent>> events, AsOf asOf) {
        return log.lastOf(devices.stream().map(Streams::device).toList(), events, asOf.position()).stream()
                .collect(Collectors.toMap(LoggedRecord::stream, Function.identity()));
    }

    private Stream<DevicePresence> presence(
            String sn,
            String customerId,
            LoggedRecord told,
            AsOf asOf,
            @Nullable LoggedRecord sighting,
            @Nullable LoggedRecord departure) {
        DeviceSettings settings = switch (records.decode(told.record()).payload()) {
            case DeviceRegistered registered -> registered.settings();
            case DeviceChanged changed -> changed.settings();
            default -> throw new IllegalStateException("no settings at position " + told.position());
        };
        if (!settings.customerId().equals(customerId)) {
            return Stream.of();
        }
        Presence presence = Presence.NONE;
        for (LoggedRecord each : inOrder(sighting, departure)) {
            presence = presence.after(change(each));
        }
        return Stream.of(new DevicePresence(
                sn,
                settings.label(),
                presence.isOnline(asOf.at(), settings.offlineAfterSeconds()),
                presence.lastSeen(),
                presence.transport()));
    }

    private static List<LoggedRecord> inOrder(@Nullable LoggedRecord one, @Nullable LoggedRecord other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .sorted(Comparator.comparingLong(LoggedRecord::position))
                .toList();
    }

    private Presence.Change change(LoggedRecord logged) {
        return switch (records.decode(logged.record()).payload()) {
            case DeviceSeen seen -> new Presence.Change(seen.seenAt(), seen.transport());
            case PunchRecorded punch -> new Presence.Change(punch.recordedAt(), punch.transport());
            case DeviceWentOffline gone -> new Presence.Change(gone.at(), null);
            default -> throw new IllegalStateException("no sighting at position " + logged.position());
        };
    }
}
