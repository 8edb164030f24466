package io.punchgate.api.device;

import io.punchgate.api.Slice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply to a {@link DeviceQuery}. */
public sealed interface DeviceResult {

    /** A device, and when it was registered and last changed. */
    record RegisteredDevice(DeviceView device, Instant createdAt, Instant updatedAt) implements DeviceResult {}

    /** Devices, by serial number. */
    record Devices(List<RegisteredDevice> data, boolean hasMore) implements DeviceResult, Slice<RegisteredDevice> {

        public Devices {
            data = List.copyOf(data);
        }
    }

    /** Instructions, newest first. */
    record Instructions(List<InstructionView> data) implements DeviceResult {

        public Instructions {
            data = List.copyOf(data);
        }
    }

    /**
     * An instruction for a device as operators read it.
     *
     * @param state {@code queued}, {@code sent}, {@code done} or {@code failed}
     * @param result the device's answer, or null
     */
    record InstructionView(
            String id, String op, String state, @Nullable String result, Instant queuedAt) {}

    /** Rejected reports, newest first. */
    record RejectedReports(List<RejectedReportView> data) implements DeviceResult {

        public RejectedReports {
            data = List.copyOf(data);
        }
    }

    /**
     * A report that could not be read, as operators read it.
     *
     * @param transport the label of the transport, such as {@code adms}
     * @param raw the text that the device sent
     */
    record RejectedReportView(Instant recordedAt, String transport, String raw, String reason) {}
}
