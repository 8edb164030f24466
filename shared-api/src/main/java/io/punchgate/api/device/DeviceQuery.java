package io.punchgate.api.device;

import io.punchgate.api.Query;
import io.punchgate.api.device.DeviceResult.Devices;
import io.punchgate.api.device.DeviceResult.Instructions;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.api.device.DeviceResult.RejectedReports;
import org.jspecify.annotations.Nullable;

/**
 * An operator's query about devices. The reply about one device is empty where none has that serial number.
 *
 * @param <R> the type of the reply
 */
public sealed interface DeviceQuery<R> extends Query<R> {

    /** Reads one device. */
    record FindDevice(String sn) implements DeviceQuery<RegisteredDevice> {}

    /**
     * Lists devices, by serial number.
     *
     * @param customerId the only customer; null: all customers
     * @param afterSn the serial number behind which the list begins; empty: at its beginning
     * @param limit the number of rows wanted, 1 to 1,000
     */
    record FindDevices(@Nullable String customerId, String afterSn, int limit) implements DeviceQuery<Devices> {}

    /** Lists the newest 1,000 instructions for a device, newest first. */
    record FindInstructions(String sn) implements DeviceQuery<Instructions> {}

    /** Lists the newest 1,000 rejected reports of a device, newest first. */
    record FindRejectedReports(String sn) implements DeviceQuery<RejectedReports> {}
}
