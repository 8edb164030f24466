package io.punchgate.api.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that a device gives. The aggregate itself checks the credential, that the device is enabled, and its
 * subscription; it answers with a {@link DeviceReply}, and never throws for a refusal.
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
                DeviceReport.ReportOnline,
                DeviceReport.OpenSession,
                DeviceReport.ReportOffline {

    /** The proof by which the device identifies itself. */
    Credential credential();

    /** The time of its arrival, by our clock. */
    Instant receivedAt();

    /** The transport that it came over. */
    Transport transport();

    /**
     * Records a punch, unless it was recorded before.
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

    /** The device was there at {@code receivedAt}. It is told later, for heartbeats close together become one event. */
    record ConfirmSeen(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /** The device asks whether it may report punches, and until when. */
    record AskValidity(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /** The device asks for its configuration. */
    record AskConfig(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /**
     * Keeps an unreadable record, for the operator.
     *
     * @param raw the record as received; the inbox cuts it to a bounded length
     * @param reason its fault, for people
     */
    record RejectReport(
            String sn, Credential credential, Transport transport, Instant receivedAt, String raw, String reason)
            implements DeviceReport {}

    /**
     * The device asks for the instructions that wait for it. Each is handed out once, and again only while it is
     * unanswered for long. Answered by {@link DeviceReply.Instructions}.
     *
     * @param max the highest number of them
     * @param answers true if the device can answer them; else an instruction is done once it is handed out
     */
    record TakeInstructions(
            String sn, Credential credential, Transport transport, Instant receivedAt, int max, boolean answers)
            implements DeviceReport {}

    /**
     * The device answers an instruction. An answer to an instruction that is unknown, or was answered, changes nothing.
     *
     * @param done true if the device did it
     * @param result the device's words about it, or null; the inbox cuts it to a bounded length
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

    /**
     * The device says that it has come, over a broker that is not ours. It is stored at once, or soon: another
     * process may hear of the end of the session before.
     */
    record ReportOnline(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /**
     * The device logs in at a broker that is not ours: what comes of it over that broker is held to this credential from
     * now on.
     */
    record OpenSession(String sn, Credential credential, Transport transport, Instant receivedAt)
            implements DeviceReport {}

    /**
     * The device was gone at {@code receivedAt}; a later sighting outweighs it.
     *
     * @param toldAt now, by our clock: a sighting that is later than that was stamped by a clock that was ahead
     * @param heardComing when it came last to the process that tells this, which knows that it went after that; null if it
     *     did not: where it came to another process just before, it is the end of the session before
     */
    record ReportOffline(
            String sn,
            Credential credential,
            Transport transport,
            Instant receivedAt,
            Instant toldAt,
            @Nullable Instant heardComing)
            implements DeviceReport {}
}
