package io.punchgate.api.delivery;

import io.punchgate.api.Query;
import io.punchgate.api.delivery.DeliveryResult.Deliveries;
import io.punchgate.api.delivery.DeliveryResult.DeliveryCounts;
import io.punchgate.api.delivery.DeliveryResult.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * A query about one customer's deliveries. Each {@code limit} is the number of rows wanted, 1 to 1,000.
 *
 * @param <R> the type of the reply
 */
public sealed interface DeliveryQuery<R> extends Query<R> {

    /** Reads the delivery of that {@link DeliveryId} and its attempts; the reply is empty where the customer has none of that id. */
    record FindDelivery(String customerId, String deliveryId) implements DeliveryQuery<DeliveryHistory> {}

    /**
     * Lists deliveries in the order in which their punches were recorded, those of one punch by callback.
     *
     * @param after the place behind which the list begins
     */
    record FindDeliveries(String customerId, DeliveryFilter filter, DeliveryPlace after, int limit)
            implements DeliveryQuery<Deliveries> {}

    /**
     * Counts deliveries by status.
     *
     * @param callback the name of the only callback; null: all, and the punches that none wanted
     */
    record CountDeliveries(String customerId, @Nullable String callback) implements DeliveryQuery<DeliveryCounts> {}

    /**
     * Asks for the figures of the pushes, as a whole, by callback, and by callback and device.
     *
     * @param callback the name of the only callback; null: all, and the punches that none wanted
     * @param sn the only device; null: all devices
     * @param afterCallback the callback of the row behind which the list begins, as the list sorts it
     * @param afterSn the serial number of the row behind which the list begins; empty: at the callback's first
     */
    record MonitorDeliveries(
            String customerId,
            @Nullable String callback,
            @Nullable String sn,
            String afterCallback,
            String afterSn,
            int limit)
            implements DeliveryQuery<Monitor> {}
}
