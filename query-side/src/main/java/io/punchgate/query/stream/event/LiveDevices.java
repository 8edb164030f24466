package io.punchgate.query.stream.event;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.Presence;
import io.punchgate.query.stream.event.EventId.Silence;
import io.punchgate.runtime.log.Logged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All devices as the log left them, and when each will have been silent for too long. One thread at a time hands over the log;
 * settings may be read by any.
 */
public final class LiveDevices implements Devices {

    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    /** The ends of the silence that each device that is there may keep, first the next one. */
    private final TreeSet<Silence> due = new TreeSet<>();
    /** The time up to which silences were told. */
    private Instant told;

    /** No devices yet; silences that end behind that time will be told. */
    public LiveDevices(Instant told) {
        this.told = told;
    }

    private static final Device NEW = new Device("", "", null, 0, Presence.NONE);

    /** A device, and what was told of it. */
    public record Device(
            String customerId, String label, @Nullable String serviceTag, int offlineAfterSeconds, Presence presence) {

        private Device with(DeviceSettings settings) {
            return new Device(
                    settings.customerId(),
                    settings.label(),
                    settings.serviceTagId(),
                    settings.offlineAfterSeconds(),
                    presence);
        }

        private Device with(Presence now) {
            return new Device(customerId, label, serviceTag, offlineAfterSeconds, now);
        }

        /** The end of the silence that it may keep; null: it was never seen, or went since. */
        private @Nullable Instant silentAt() {
            @Nullable Instant seen = presence.lastSeen();
            @Nullable Instant gone = presence.offlineSince();
            return seen == null || (gone != null && !gone.isBefore(seen))
                    ? null
                    : seen.truncatedTo(ChronoUnit.MILLIS).plusSeconds(offlineAfterSeconds);
        }
    }

    /** A device that was silent for too long. */
    public record Silent(Silence silence, String customerId, DevicePresence presence) {}

    /** Knows a device. */
    public void put(String sn, Device device) {
        @Nullable Device before = devices.put(sn, device);
        @Nullable Instant old = before == null ? null : before.silentAt();
        if (old != null) {
            due.remove(new Silence(old, sn));
        }
        @Nullable Instant end = device.silentAt();
        if (end != null && end.isAfter(told)) {
            due.add(new Silence(end, sn));
        }
    }

    /** Takes an event about a device's settings; ignores others. What is known of its presence may be later, and stays. */
    public void settings(DomainEvent event) {
        if (event instanceof DeviceRegistered registered) {
            set(registered.sn(), registered.settings());
        } else if (event instanceof DeviceChanged changed) {
            set(changed.sn(), changed.settings());
        }
    }

    private void set(String sn, DeviceSettings settings) {
        put(sn, devices.getOrDefault(sn, NEW).with(settings));
    }

    @Override
    public @Nullable DevicePresence after(Logged logged) {
        if (!(logged.event().payload() instanceof DeviceEvent event)) {
            return null;
        }
        @Nullable Device device = devices.get(event.sn());
        if (device == null) {
            return null;
        }
        put(event.sn(), device.with(after(device.presence(), event)));
        return told(logged, event, device.presence());
    }

    static Presence after(Presence before, DeviceEvent event) {
        return switch (event) {
            case PunchRecorded punch -> before.seen(punch.recordedAt(), punch.transport());
            case DeviceSeen seen -> before.seen(seen.seenAt(), seen.transport());
            case DeviceWentOffline gone -> before.gone(gone.at());
            case DeviceEvent other -> before;
        };
    }

    /** The presence that an event tells of a device that was so before; null: it tells nothing new, or of no device that is known. */
    @Nullable
    DevicePresence told(Logged logged, DeviceEvent event, Presence before) {
        @Nullable Device device = devices.get(event.sn());
        Instant at = logged.event().at();
        if (device == null || (event instanceof PunchRecorded && before.isOnline(at, device.offlineAfterSeconds()))) {
            return null;
        }
        Presence now = after(before, event);
        return shown(event.sn(), device, now, now.isOnline(at, device.offlineAfterSeconds()));
    }

    private static DevicePresence shown(String sn, Device device, Presence presence, boolean online) {
        return new DevicePresence(sn, device.label(), online, presence.lastSeen(), presence.transport());
    }

    /** The time up to which silences were told. */
    public Instant told() {
        return told;
    }

    /** Takes the devices that were silent for too long at a time, in order; each is taken once. */
    public List<Silent> silentUntil(Instant time) {
        List<Silent> silent = new ArrayList<>();
        while (!due.isEmpty() && !due.first().due().isAfter(time)) {
            Silence silence = due.removeFirst();
            silent.add(silent(silence, devices.getOrDefault(silence.sn(), NEW)));
        }
        told = time.isAfter(told) ? time : told;
        return silent;
    }

    /** The devices of a customer whose silence became too long behind a time, up to another, and still lasts, in order. */
    public List<Silent> silentBetween(String customerId, Instant after, Instant upTo) {
        List<Silent> found = new ArrayList<>();
        devices.forEach((sn, device) -> {
            @Nullable Instant end = device.silentAt();
            if (end != null && device.customerId().equals(customerId) && end.isAfter(after) && !end.isAfter(upTo)) {
                found.add(silent(new Silence(end, sn), device));
            }
        });
        found.sort(Comparator.comparing(Silent::silence));
        return found;
    }

    private static Silent silent(Silence silence, Device device) {
        return new Silent(silence, device.customerId(), shown(silence.sn(), device, device.presence(), false));
    }

    @Override
    public @Nullable String serviceTag(String sn) {
        return devices.getOrDefault(sn, NEW).serviceTag();
    }
}
