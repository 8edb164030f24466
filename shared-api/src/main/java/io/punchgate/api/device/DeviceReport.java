package io.punchgate.api.device;

import java.time.Instant;

/**
 * What a device may say. The aggregate itself checks the credential, whether the device is enabled and its subscription,
 * and answers with a {@link DeviceReply}; it never throws for a refusal.
 */
public sealed interface DeviceReport extends DeviceCommand
        permits DeviceReport.RecordPunch,
                DeviceReport.ReportHeartbeat,
                DeviceReport.ConfirmSeen,
                DeviceReport.AskValidity,
                DeviceReport.AskConfig,
                DeviceReport.RejectReport {

    /** What the device showed to identify itself. */
    Credential credential();

    /** When it reached us, by our clock. */
    Instant receivedAt();

    /** The way it came. */
    Transport transport();

    /**
     * Records a punch, unless it is the same punch again.
     *
     * @param punchId the id that the punch gets if it is new
     */
    record RecordPunch(
            String sn,
            Credential credential,
            Transport transport,
            Instant receivedAt,
            String punchId,
            ReportedPunch punch)
            implements DeviceReport {}

    /** The device is there. */
    record ReportHeartbeat(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /** The device was there at {@code receivedAt}: said later, because heartbeats close together are told as one. */
    record ConfirmSeen(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /** May the device report punches, and until when? */
    record AskValidity(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /** How is the device configured? */
    record AskConfig(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /**
     * Keeps a record that could not be read, for the operator.
     *
     * @param raw what was received, cut to a bounded length by the gateway
     * @param reason why it could not be read
     */
    record RejectReport(
            String sn, Credential credential, Transport transport, Instant receivedAt, String raw, String reason)
            implements DeviceReport {}
}
