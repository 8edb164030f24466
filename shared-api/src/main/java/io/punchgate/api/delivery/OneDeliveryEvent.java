package io.punchgate.api.delivery;

/** An event of one delivery. */
public sealed interface OneDeliveryEvent extends DeliveryEvent
        permits OneDeliveryEvent.Settlement,
                DeliveryEvent.DeliveryAttemptFailed,
                DeliveryEvent.DeliveryRetryPlanned,
                DeliveryEvent.RedeliveryRequested {

    /** The serial number of the device that the punch is of. */
    String sn();

    /** The id of the punch, or of the correction, that is delivered. */
    String punchId();

    /** The {@link DeliveryId} of the delivery. */
    default String deliveryId() {
        return DeliveryId.of(punchId(), callbackId());
    }

    /** The last event of one delivery, unless a person asks for it again. */
    sealed interface Settlement extends OneDeliveryEvent
            permits DeliveryEvent.PunchDeliveredLater, DeliveryEvent.DeliveryParked, DeliveryEvent.DeliveryErased {}
}
