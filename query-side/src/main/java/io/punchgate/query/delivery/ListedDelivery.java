package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryView;

/**
 * A delivery in a list.
 *
 * @param place in the list of all
 */
record ListedDelivery(DeliveryPlace place, DeliveryView view) {}
