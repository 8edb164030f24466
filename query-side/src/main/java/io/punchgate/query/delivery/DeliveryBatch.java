package io.punchgate.query.delivery;

import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchRedelivered;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events makes of deliveries, worked out in memory, so that a punch that is recorded and acknowledged
 * within the batch is written once.
 */
final class DeliveryBatch {

    /** An attempt that does not stand in its delivery's row. */
    record Tried(String deliveryId, long position, Attempt attempt) {}

    /** How a callback fares. */
    record Callback(
            CallbackState state,
            @Nullable String reason,
            @Nullable Instant nextAttemptAt) {}

    private final Map<String, DeliveryRow> stored;
    private final Map<String, DeliveryRow> rows;
    private final Set<String> addressed;
    private final Set<String> newlyAddressed = new HashSet<>();
    private final Map<String, Callback> callbacks = new LinkedHashMap<>();
    private final List<Tried> tried = new ArrayList<>();

    /**
     * A batch that begins with these rows.
     *
     * @param stored the deliveries that the batch is about, by id, as far as they were there before
     * @param addressed the customers that had a callback before
     */
    DeliveryBatch(Map<String, DeliveryRow> stored, Set<String> addressed) {
        this.stored = Map.copyOf(stored);
        this.rows = new LinkedHashMap<>(stored);
        this.addressed = new HashSet<>(addressed);
    }

    void on(PunchRecorded punch, long position) {
        DeliveryStatus status = addressed.contains(punch.customerId()) ? DeliveryStatus.PENDING : DeliveryStatus.NEVER;
        rows.put(punch.punchId(), DeliveryRow.of(punch, position, status));
    }

    void on(CallbackSet callback) {
        addressed.add(callback.customerId());
        newlyAddressed.add(callback.customerId());
    }

    void on(DeliveryEvent event, long position) {
        switch (event) {
            case PunchesDelivered told -> told.deliveries().forEach(each -> acknowledged(each, position));
            case PunchRedelivered told -> acknowledged(told.delivery(), position);
            case DeliveryAttemptFailed told -> {
                tried.add(new Tried(told.punchId(), position, told.attempt()));
                change(told.punchId(), DeliveryRow::failed);
            }
            case DeliveryRetryPlanned told ->
                change(told.punchId(), row -> row.plannedAgain(told.nextAttemptAt(), told.reason()));
            case DeliveryParked told -> change(told.punchId(), row -> row.parked(told.reason()));
            case RedeliveryRequested told -> change(told.punchId(), DeliveryRow::requested);
            case CallbackFailing told ->
                fares(told, new Callback(CallbackState.PROBING, told.reason(), told.nextProbeAt()));
            case CallbackMisconfigured told ->
                fares(told, new Callback(CallbackState.MISCONFIGURED, told.reason(), null));
            case CallbackPaused told -> fares(told, new Callback(CallbackState.PAUSED, told.reason(), null));
            case CallbackReopened told -> fares(told, new Callback(CallbackState.OPEN, null, null));
        }
    }

    private void acknowledged(Delivered delivered, long position) {
        String id = delivered.punch().punchId();
        @Nullable DeliveryRow row = rows.get(id);
        if (row != null && row.attempts() == 0) {
            rows.put(id, row.deliveredAtOnce(delivered.attempt()));
        } else {
            tried.add(new Tried(id, position, delivered.attempt()));
            change(id, DeliveryRow::delivered);
        }
    }

    private void change(String id, UnaryOperator<DeliveryRow> change) {
        rows.computeIfPresent(id, (key, row) -> change.apply(row));
    }

    private void fares(DeliveryEvent event, Callback callback) {
        callbacks.put(event.customerId(), callback);
    }

    /** The deliveries that were not there before, or differ now. */
    List<DeliveryRow> touched() {
        return rows.values().stream()
                .filter(row -> !row.equals(stored.get(row.id())))
                .toList();
    }

    /** By how many each customer's deliveries of each status became more or fewer. */
    Map<String, Map<DeliveryStatus, Integer>> countChanges() {
        Map<String, Map<DeliveryStatus, Integer>> changes = new HashMap<>();
        rows.values().forEach(row -> count(changes, row, 1));
        stored.values().forEach(row -> count(changes, row, -1));
        return changes;
    }

    private static void count(Map<String, Map<DeliveryStatus, Integer>> changes, DeliveryRow row, int by) {
        changes.computeIfAbsent(row.customerId(), none -> new EnumMap<>(DeliveryStatus.class))
                .merge(row.status(), by, Integer::sum);
    }

    Set<String> newlyAddressed() {
        return Set.copyOf(newlyAddressed);
    }

    Map<String, Callback> callbacks() {
        return Map.copyOf(callbacks);
    }

    List<Tried> tried() {
        return List.copyOf(tried);
    }
}
