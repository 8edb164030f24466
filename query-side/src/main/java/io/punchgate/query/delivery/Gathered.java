package io.punchgate.query.delivery;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The changes of a batch in order, not made yet: the rows that they change are read first, all at once.
 *
 * <p>A punch that comes with the batch has no row yet, so it is not looked up.
 */
final class Gathered {

    private final List<Consumer<DeliveryBatch>> changes = new ArrayList<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> recorded = new HashSet<>();
    private final Set<String> customers = new HashSet<>();

    void recorded(PunchRecorded punch, long position) {
        recorded.add(punch.punchId());
        customers.add(punch.customerId());
        changes.add(batch -> batch.recorded(punch, position));
    }

    /** Adds a change of one delivery. */
    void add(String deliveryId, Consumer<DeliveryBatch> change) {
        changed.add(deliveryId);
        changes.add(change);
    }

    /** Adds a change of no delivery. */
    void add(Consumer<DeliveryBatch> change) {
        changes.add(change);
    }

    /** The deliveries that may have a row already. */
    Set<String> storedBefore() {
        Set<String> ids = new HashSet<>(changed);
        ids.removeAll(recorded);
        return ids;
    }

    /** The customers of the punches that come with the batch. */
    Set<String> customers() {
        return Collections.unmodifiableSet(customers);
    }

    /** Makes the changes, on these rows and customers as {@link DeliveryBatch} takes them. */
    DeliveryBatch onto(Map<String, DeliveryRow> stored, Set<String> addressed) {
        DeliveryBatch batch = new DeliveryBatch(stored, addressed);
        changes.forEach(change -> change.accept(batch));
        batch.count();
        return batch;
    }
}
