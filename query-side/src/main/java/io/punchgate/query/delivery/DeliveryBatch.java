package io.punchgate.query.delivery;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Works out in memory the rows that a batch of events makes of deliveries, so that a punch that is recorded and acknowledged
 * within the batch is written once.
 */
final class DeliveryBatch {

    /** An attempt that does not stand in its delivery's row. */
    record Tried(String deliveryId, long position, Attempt attempt) {}

    /** The age of a punch up to which its first attempt, if acknowledged, stands in its delivery's row. */
    private static final Duration IN_ROW_MAX = Duration.ofDays(30);

    private final Map<String, DeliveryRow> stored;
    private final Map<String, DeliveryRow> rows;
    private final Set<String> addressed;
    private final Set<String> newlyAddressed = new HashSet<>();
    private final CallbackChanges callbacks = new CallbackChanges();
    private final List<Tried> tried = new ArrayList<>();
    private final Map<DeviceChanges.Of, DeviceChanges> devices = new LinkedHashMap<>();
    private final Set<String> settled = new HashSet<>();

    /**
     * A batch on top of these rows.
     *
     * @param stored the deliveries that the batch changes, by id, as far as they have rows
     * @param addressed the customers that had a callback before
     */
    DeliveryBatch(Map<String, DeliveryRow> stored, Set<String> addressed) {
        this.stored = Map.copyOf(stored);
        this.rows = new LinkedHashMap<>(stored);
        this.addressed = new HashSet<>(addressed);
    }

    void recorded(PunchRecorded punch, long position) {
        DeliveryStatus status = addressed.contains(punch.customerId()) ? DeliveryStatus.PENDING : DeliveryStatus.NEVER;
        DeliveryRow row = DeliveryRow.of(punch, position, status);
        rows.put(punch.punchId(), row);
        device(row).receive();
    }

    /** The customer has a callback from now on. */
    void address(String customerId) {
        addressed.add(customerId);
        newlyAddressed.add(customerId);
    }

    void acknowledged(Delivered delivered, long position) {
        String id = delivered.punch().punchId();
        @Nullable DeliveryRow row = rows.get(id);
        if (row != null && row.attempts() == 0 && isSoon(row, delivered.attempt())) {
            rows.put(id, row.deliveredAtOnce(delivered.attempt()));
            device(row).tried(delivered.attempt());
        } else {
            tried(id, position, delivered.attempt());
            change(id, DeliveryRow::delivered);
            settle(id);
        }
    }

    /** Later ones stand beside it, as what stands in it is removed by the age of the punch. */
    private static boolean isSoon(DeliveryRow row, Attempt attempt) {
        return attempt.at().isBefore(row.recordedAt().plus(IN_ROW_MAX));
    }

    private void tried(String id, long position, Attempt attempt) {
        tried.add(new Tried(id, position, attempt));
        @Nullable DeliveryRow row = rows.get(id);
        if (row != null) {
            device(row).tried(attempt);
        }
    }

    void failed(DeliveryAttemptFailed told, long position) {
        tried(told.punchId(), position, told.attempt());
        change(told.punchId(), DeliveryRow::failed);
    }

    void parked(DeliveryParked told) {
        change(told.punchId(), row -> row.parked(told.reason()));
        settle(told.punchId());
    }

    void requested(RedeliveryRequested told) {
        change(told.punchId(), DeliveryRow::requested);
    }

    void planned(DeliveryRetryPlanned told) {
        change(told.punchId(), row -> row.plannedAgain(told.nextAttemptAt(), told.reason()));
        callbacks.retryPlanned(told);
        device(new DeviceChanges.Of(told.customerId(), told.sn())).planned(told.punchId(), told.nextAttemptAt());
    }

    private void settle(String id) {
        settled.add(id);
        @Nullable DeliveryRow row = rows.get(id);
        if (row != null) {
            device(row).settled(id);
        }
    }

    private DeviceChanges device(DeliveryRow row) {
        return device(new DeviceChanges.Of(row.customerId(), row.sn()));
    }

    private DeviceChanges device(DeviceChanges.Of device) {
        return devices.computeIfAbsent(device, none -> new DeviceChanges());
    }

    private void change(String id, UnaryOperator<DeliveryRow> change) {
        rows.computeIfPresent(id, (key, row) -> change.apply(row));
    }

    /** The deliveries that have no row yet. */
    List<DeliveryRow> added() {
        return rows.values().stream()
                .filter(row -> !stored.containsKey(row.id()))
                .toList();
    }

    /** The deliveries whose rows differ now. */
    List<DeliveryRow> changed() {
        return stored.values().stream()
                .map(before -> Objects.requireNonNull(rows.get(before.id())))
                .filter(row -> !row.equals(stored.get(row.id())))
                .toList();
    }

    /** Counts, by device and status, how many deliveries came and went. Called once, at the end. */
    void count() {
        rows.values().forEach(row -> device(row).count(row.status(), 1));
        stored.values().forEach(row -> device(row).count(row.status(), -1));
    }

    /** The changes by device. */
    Map<DeviceChanges.Of, DeviceChanges> devices() {
        return Collections.unmodifiableMap(devices);
    }

    /** The deliveries for which nothing more is planned. */
    Set<String> settled() {
        return Set.copyOf(settled);
    }

    Set<String> newlyAddressed() {
        return Set.copyOf(newlyAddressed);
    }

    CallbackChanges callbacks() {
        return callbacks;
    }

    List<Tried> tried() {
        return List.copyOf(tried);
    }
}
