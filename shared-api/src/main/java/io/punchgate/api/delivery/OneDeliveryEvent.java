package io.punchgate.api.delivery;

/** An event of one delivery. */
public sealed interface OneDeliveryEvent extends DeliveryEvent
        permits DeliveryEvent.PunchDeliveredLater,
                DeliveryEvent.DeliveryAttemptFailed,
                DeliveryEvent.DeliveryRetryPlanned,
                DeliveryEvent.DeliveryParked,
                DeliveryEvent.RedeliveryRequested {

    /** The id of the punch, or of the correction, that is delivered. */
    String punchId();

    /** The {@link DeliveryId} of the delivery. */
    default String deliveryId() {
        return DeliveryId.of(punchId(), callbackId());
    }
}
