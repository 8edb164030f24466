package io.punchgate.query.delivery.table;

import io.punchgate.api.device.PushedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The changes of a batch in order, not made yet: the rows that they change are read first, all at once.
 *
 * <p>A punch that comes with the batch has no row yet, so it is not looked up.
 */
final class Gathered {

    private final List<Consumer<DeliveryBatch>> changes = new ArrayList<>();
    private final Set<UUID> changed = new HashSet<>();
    private final Set<UUID> recorded = new HashSet<>();
    private final Set<String> customers = new HashSet<>();
    private long firstPosition = Long.MAX_VALUE;

    void recorded(PushedEvent event, long position) {
        UUID id = UUID.fromString(event.pushedId());
        recorded.add(id);
        customers.add(event.customerId());
        firstPosition = Math.min(firstPosition, position);
        changes.add(batch -> batch.recorded(event, id, position));
    }

    /** Adds a change of one delivery. */
    void add(DeliveryKey delivery, Consumer<DeliveryBatch> change) {
        changed.add(delivery.punchId());
        changes.add(change);
    }

    /** Adds a change of no delivery. */
    void add(Consumer<DeliveryBatch> change) {
        changes.add(change);
    }

    /** The punches whose deliveries may have rows already. */
    Set<UUID> storedBefore() {
        Set<UUID> ids = new HashSet<>(changed);
        ids.removeAll(recorded);
        return ids;
    }

    /** The customers of the punches that come with the batch. */
    Set<String> customers() {
        return Collections.unmodifiableSet(customers);
    }

    /** The position of the first punch that comes with the batch. */
    long firstPosition() {
        return firstPosition;
    }

    /** Makes the changes, on these rows and settings as {@link DeliveryBatch} takes them. */
    DeliveryBatch onto(Map<DeliveryKey, DeliveryRow> stored, WantedPunches wanted) {
        DeliveryBatch batch = new DeliveryBatch(stored, wanted);
        changes.forEach(change -> change.accept(batch));
        batch.count();
        return batch;
    }
}
