package io.punchgate.query.delivery.table;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Works out in memory the rows that a batch of events makes of deliveries, so that a punch that is recorded and acknowledged
 * within the batch is written once.
 */
final class DeliveryBatch {

    /** An attempt that does not stand in its delivery's row. */
    record Tried(DeliveryKey delivery, long position, Attempt attempt) {}

    /** The age of a punch up to which its first attempt, if acknowledged, stands in its delivery's row. */
    private static final Duration IN_ROW_MAX = Duration.ofDays(30);

    private final Map<DeliveryKey, DeliveryRow> stored;
    private final Map<DeliveryKey, DeliveryRow> rows;
    private final Map<UUID, DeliveryRow> ofPunch = new HashMap<>();
    private final WantedPunches wanted;
    private final CallbackChanges changesOfCallbacks = new CallbackChanges();
    private final List<Tried> tried = new ArrayList<>();
    private final Map<DeviceChanges.Of, DeviceChanges> devices = new LinkedHashMap<>();
    private final Set<DeliveryKey> settled = new HashSet<>();

    /**
     * A batch on top of these rows.
     *
     * @param stored the deliveries of the punches that the batch changes, as far as they have rows
     * @param wanted what callbacks want of the punches that come with the batch
     */
    DeliveryBatch(Map<DeliveryKey, DeliveryRow> stored, WantedPunches wanted) {
        this.stored = Map.copyOf(stored);
        this.rows = new LinkedHashMap<>(stored);
        this.wanted = wanted;
        stored.values().forEach(row -> ofPunch.put(row.key().punchId(), row));
    }

    /** A punch that nobody wants may be sent on request; of a correction that nobody wants there is no delivery. */
    void recorded(PushedEvent event, UUID id, long position) {
        List<String> callbacks = wanted.wanting(event, position);
        if (callbacks.isEmpty() && event instanceof PunchRecorded) {
            add(DeliveryRow.of(event, position, new DeliveryKey(id, CallbackText.NONE), DeliveryStatus.NEVER));
        }
        for (String callback : callbacks) {
            add(DeliveryRow.of(event, position, new DeliveryKey(id, callback), DeliveryStatus.PENDING));
        }
    }

    private void add(DeliveryRow row) {
        rows.put(row.key(), row);
        ofPunch.put(row.key().punchId(), row);
        device(row).receive(1);
    }

    void acknowledged(DeliveryKey key, Delivered delivered, long position) {
        @Nullable DeliveryRow row = rows.get(key);
        if (row != null && row.attempts() == 0 && isSoon(row, delivered.attempt())) {
            rows.put(key, row.deliveredAtOnce(delivered.attempt()));
            device(row).tried(row, delivered.attempt());
        } else {
            tried(key, position, delivered.attempt());
            change(key, DeliveryRow::delivered);
            settle(key);
        }
    }

    /** Later ones stand beside it, as what stands in it is removed by the age of the punch. */
    private static boolean isSoon(DeliveryRow row, Attempt attempt) {
        return attempt.at().isBefore(row.recordedAt().plus(IN_ROW_MAX));
    }

    private void tried(DeliveryKey key, long position, Attempt attempt) {
        @Nullable DeliveryRow row = rows.get(key);
        if (row != null) {
            tried.add(new Tried(key, position, attempt));
            device(row).tried(row, attempt);
        }
    }

    void failed(DeliveryKey key, DeliveryAttemptFailed told, long position) {
        tried(key, position, told.attempt());
        change(key, DeliveryRow::failed);
    }

    void parked(DeliveryKey key, DeliveryParked told) {
        change(key, row -> row.parked(told.reason()));
        settle(key);
    }

    void erased(DeliveryKey key) {
        change(key, DeliveryRow::erased);
        settle(key);
    }

    /** A punch that no callback wanted, or not this one, goes to it from now on. */
    void requested(DeliveryKey key) {
        @Nullable DeliveryRow other = ofPunch.get(key.punchId());
        if (rows.containsKey(key)) {
            change(key, DeliveryRow::requested);
        } else if (other != null) {
            @Nullable DeliveryRow ofNone = rows.remove(key.ofNone());
            if (ofNone != null) {
                device(ofNone).receive(-1);
            }
            add(other.requestedFor(key.callback()));
        }
    }

    void planned(DeliveryKey key, DeliveryRetryPlanned told) {
        change(key, row -> row.plannedAgain(told.nextAttemptAt(), told.reason()));
        changesOfCallbacks.retryPlanned(told);
        @Nullable DeliveryRow row = rows.get(key);
        if (row != null && !row.isEnded()) {
            device(row).planned(key.punchId(), told.nextAttemptAt());
        }
    }

    private void settle(DeliveryKey key) {
        settled.add(key);
        @Nullable DeliveryRow row = rows.get(key);
        if (row != null) {
            device(row).settled(key.punchId());
        }
    }

    private DeviceChanges device(DeliveryRow row) {
        return devices.computeIfAbsent(
                new DeviceChanges.Of(row.customerId(), row.key().callback(), row.sn()), none -> new DeviceChanges());
    }

    private void change(DeliveryKey key, UnaryOperator<DeliveryRow> change) {
        rows.computeIfPresent(key, (same, row) -> change.apply(row));
    }

    /** The deliveries that have no row yet. */
    List<DeliveryRow> added() {
        return rows.values().stream()
                .filter(row -> !stored.containsKey(row.key()))
                .toList();
    }

    /** The deliveries whose rows differ now. */
    List<DeliveryRow> changed() {
        return stored.values().stream()
                .map(before -> rows.getOrDefault(before.key(), before))
                .filter(row -> !row.equals(stored.get(row.key())))
                .toList();
    }

    /** The deliveries whose rows are to be deleted: their punches go to callbacks now. */
    List<DeliveryRow> gone() {
        return stored.values().stream()
                .filter(row -> !rows.containsKey(row.key()))
                .toList();
    }

    /** Counts, by callback, device and status, how many deliveries came and went. Called once, at the end. */
    void count() {
        rows.values().forEach(row -> device(row).count(row.status(), 1));
        stored.values().forEach(row -> device(row).count(row.status(), -1));
    }

    /** The changes by callback and device. */
    Map<DeviceChanges.Of, DeviceChanges> devices() {
        return Collections.unmodifiableMap(devices);
    }

    /** The deliveries for which nothing more is planned. */
    Set<DeliveryKey> settled() {
        return Set.copyOf(settled);
    }

    CallbackChanges callbacks() {
        return changesOfCallbacks;
    }

    List<Tried> tried() {
        return List.copyOf(tried);
    }
}
