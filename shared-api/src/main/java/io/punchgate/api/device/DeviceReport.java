package io.punchgate.api.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
                DeviceReport.RejectReport,
                DeviceReport.TakeInstructions,
                DeviceReport.AnswerInstruction,
                DeviceReport.ReportOffline {

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
     * @param raw what was received, cut to a bounded length by the inbox
     * @param reason why it could not be read
     */
    record RejectReport(
            String sn, Credential credential, Transport transport, Instant receivedAt, String raw, String reason)
            implements DeviceReport {}

    /**
     * The device asks for the instructions that wait for it. Each is handed out once, and again only while it is unanswered for
     * long. Answered by {@link DeviceReply.Instructions}.
     *
     * @param max how many at most
     * @param answers whether the device can answer them; if not, handing an instruction out is the last that is done about it
     */
    record TakeInstructions(
            String sn, Credential credential, Transport transport, Instant receivedAt, int max, boolean answers)
            implements DeviceReport {}

    /**
     * What became of an instruction at the device. An answer to an instruction that is not known, or was answered, changes nothing.
     *
     * @param done whether the device did it
     * @param result what the device said of it, cut to a bounded length by the inbox, or null
     */
    record AnswerInstruction(
            String sn,
            Credential credential,
            Transport transport,
            Instant receivedAt,
            String instructionId,
            boolean done,
            @Nullable String result)
            implements DeviceReport {}

    /** The device was gone at {@code receivedAt}; of no effect if it was seen later than that. */
    record ReportOffline(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}
}
