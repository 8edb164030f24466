package io.punchgate.query.delivery.table;

import io.punchgate.api.delivery.DeliveryEvent;
import java.util.UUID;

/**
 * A delivery, among those of all customers.
 *
 * @param callback a {@link CallbackText}
 */
record DeliveryKey(UUID punchId, String callback) {

    /** The delivery that an event of its callback tells of. */
    static DeliveryKey of(DeliveryEvent told, String punchId) {
        return new DeliveryKey(UUID.fromString(punchId), CallbackText.of(told.callbackId()));
    }

    /** The delivery that the punch has while no callback wants it. */
    DeliveryKey ofNone() {
        return new DeliveryKey(punchId, CallbackText.NONE);
    }
}
