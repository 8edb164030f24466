package io.punchgate.runtime.log.deadletter;

import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.PushedEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * The sequence of an event: events that are set aside take those of their sequence with them, since a change of settings must not
 * be handled before an earlier one. A punch, a correction, a rejected record, a sighting or an outcome stands for itself: it waits
 * for no other, so that a device with one bad record keeps everything else.
 */
final class SequenceOfEvent {

    private SequenceOfEvent() {}

    static String of(EventMessage<?> event) {
        return standsForItself(event.getPayloadType()) || !(event instanceof DomainEventMessage<?> ofStream)
                ? event.getIdentifier()
                : ofStream.getAggregateIdentifier();
    }

    /** The stream of an event; its own id where it has none. */
    static String streamOf(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ofStream
                ? ofStream.getAggregateIdentifier()
                : event.getIdentifier();
    }

    private static boolean standsForItself(Class<?> payload) {
        return PushedEvent.class.isAssignableFrom(payload)
                || payload == ReportRejected.class
                || payload == DeviceSeen.class
                || payload == DeviceWentOffline.class
                || (DeliveryEvent.class.isAssignableFrom(payload) && !CallbackEvent.class.isAssignableFrom(payload));
    }
}
