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

    /** Reads one delivery and its attempts; the reply is empty where the customer has none of that id. */
    record FindDelivery(String customerId, String deliveryId) implements DeliveryQuery<DeliveryHistory> {}

    /**
     * Lists deliveries in the order in which their punches were recorded.
     *
     * @param afterPosition the position in the log behind which the list begins; 0: at its beginning
     */
    record FindDeliveries(String customerId, DeliveryFilter filter, long afterPosition, int limit)
            implements DeliveryQuery<Deliveries> {}

    /** Counts deliveries by status. */
    record CountDeliveries(String customerId) implements DeliveryQuery<DeliveryCounts> {}

    /**
     * Asks for the figures of the callback, as a whole and by device.
     *
     * @param sn the only device; null: all devices
     * @param afterSn the serial number behind which the list of devices begins; empty: at its beginning
     */
    record MonitorDeliveries(String customerId, @Nullable String sn, String afterSn, int limit)
            implements DeliveryQuery<Monitor> {}
}
