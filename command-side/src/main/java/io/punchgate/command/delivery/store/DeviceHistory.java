package io.punchgate.command.delivery.store;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a device as they were while it belonged to a customer, from its stream. Only for devices that changed hands
 * before the push noted such facts.
 */
final class DeviceHistory {

    private static final EventRecords RECORDS = new EventRecords();

    private final FormerDevice device;
    private @Nullable DeviceFacts current;
    private @Nullable DeviceFacts asOfThen;

    private DeviceHistory(FormerDevice device) {
        this.device = device;
    }

    /** The facts when the device last belonged to that customer; empty if it never did. */
    static Optional<DeviceFacts> find(FormerDevice device, LogReader log) {
        DeviceHistory history = new DeviceHistory(device);
        for (LoggedRecord each : log.recordsOf(
                Streams.device(device.sn()),
                List.of(DeviceRegistered.class, DeviceChanged.class, CallbackTokenRotated.class))) {
            history.add(RECORDS.decode(each.record()).payload());
        }
        return Optional.ofNullable(history.asOfThen);
    }

    private void add(DomainEvent event) {
        String token = current == null ? "" : current.callbackTokenId();
        String tag = current == null ? "" : current.serviceTagId();
        if (event instanceof DeviceRegistered e) {
            become(new DeviceFacts(e.sn(), e.customerId(), e.settings().serviceTagId(), e.callbackTokenId()));
        } else if (event instanceof DeviceChanged e) {
            become(new DeviceFacts(e.sn(), e.customerId(), e.settings().serviceTagId(), token));
        } else if (event instanceof CallbackTokenRotated e) {
            become(new DeviceFacts(e.sn(), e.customerId(), tag, e.callbackTokenId()));
        }
    }

    private void become(DeviceFacts facts) {
        current = facts;
        if (facts.customerId().equals(device.customerId())) {
            asOfThen = facts;
        }
    }
}
