package io.punchgate.api.device;

import io.punchgate.api.Streams;
import io.punchgate.api.WrittenTime;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A command to a device's aggregate. Secrets come as hashes or references, never as themselves. */
public sealed interface DeviceCommand permits DeviceCommand.Administration, DeviceCommand.CorrectPunch, DeviceReport {

    /** The device's serial number. */
    String sn();

    /** The aggregate that decides. */
    @TargetAggregateIdentifier
    default String stream() {
        return Streams.device(sn());
    }

    /** A command that only operators give. */
    sealed interface Administration extends DeviceCommand
            permits RegisterDevice,
                    ChangeDevice,
                    RotateAuthToken,
                    RotateCallbackToken,
                    RotateAdmsPath,
                    QueueInstruction {}

    /** The answer of a device's aggregate to an {@link Administration}. */
    enum AdministrationReply {
        /** The command is carried out, or was before. */
        DONE,
        /** A device of that serial number exists: nothing was changed. */
        ALREADY_EXISTS,
        /** Too many instructions wait for the device: nothing was queued. */
        QUEUE_FULL
    }

    /**
     * Registers a device. A serial number that exists is refused.
     *
     * @param authTokenHash SHA-256 of the auth-token, lower-case hex
     * @param callbackTokenId the id by which the vault keeps the callback token
     * @param admsPathHash SHA-256 of the ADMS path token, lower-case hex
     */
    record RegisterDevice(
            String sn,
            DeviceSettings settings,
            String authTokenHash,
            String callbackTokenId,
            String admsPathHash,
            Instant at)
            implements Administration {}

    /**
     * Changes a device's settings, if any of them differs. Answered by an {@link Answer}.
     *
     * @param newCallbackTokenId the id of the token that it gets if it changes hands; null only if it does not
     */
    record ChangeDevice(
            String sn, DevicePatch patch, @Nullable String newCallbackTokenId, Instant at) implements Administration {

        /** A change that leaves the device with its customer. */
        public ChangeDevice(String sn, DevicePatch patch, Instant at) {
            this(sn, patch, null, at);
        }

        /**
         * The answer to a change.
         *
         * @param settings those of now
         * @param changedHands whether it belongs to another customer now, and so carries the new callback token
         */
        public record Answer(DeviceSettings settings, boolean changedHands) {}
    }

    /** Gives a device a new auth-token; the old one works on until {@code previousUntil}. */
    record RotateAuthToken(String sn, String authTokenHash, Instant previousUntil, Instant at)
            implements Administration {}

    /** Gives a device a new callback token; the next push carries it. */
    record RotateCallbackToken(String sn, String callbackTokenId, Instant at) implements Administration {}

    /** Gives a device a new ADMS path; the old one works on until {@code previousUntil}. */
    record RotateAdmsPath(String sn, String admsPathHash, Instant previousUntil, Instant at)
            implements Administration {}

    /**
     * Queues an instruction, which the device gets over whichever transport it speaks next.
     *
     * @param instructionId chosen by us, shown to the operator and the device
     * @param dataId under which the vault keeps the JSON object that goes with it; null: there is none
     */
    record QueueInstruction(
            String sn,
            String instructionId,
            String op,
            @Nullable String dataId,
            Instant at) implements Administration {}

    /**
     * Corrects a punch of the device. Answered by the {@link PushedEvent.PunchCorrected} that it comes to.
     *
     * @param correctionId the id that the correction gets
     * @param punch as it was recorded
     * @param voided whether the punch does not count from now on; then there is neither a type nor a time
     * @param type the type that it has from now on; null: as before
     * @param time the time that it has from now on, as it was given; null: as before
     * @param by the name and the id of the key
     */
    record CorrectPunch(
            String correctionId,
            DeviceEvent.PunchRecorded punch,
            boolean voided,
            @Nullable PunchType type,
            @Nullable WrittenTime time,
            String reason,
            String by,
            Instant at)
            implements DeviceCommand {

        @Override
        public String sn() {
            return punch.sn();
        }
    }
}
