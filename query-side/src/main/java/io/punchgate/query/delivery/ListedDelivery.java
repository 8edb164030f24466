package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryView;

/**
 * A delivery in a list.
 *
 * @param position of its punch in the log
 */
record ListedDelivery(long position, DeliveryView view) {}
