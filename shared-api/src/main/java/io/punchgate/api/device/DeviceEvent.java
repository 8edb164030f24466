package io.punchgate.api.device;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Personal;
import io.punchgate.api.PersonalEvent;
import io.punchgate.api.StoredAs;
import io.punchgate.api.device.DeviceCommand.RotateAdmsPath;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceCommand.RotateCallbackToken;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that a device caused or underwent. */
public sealed interface DeviceEvent extends DomainEvent
        permits DeviceEvent.DeviceRegistered,
                DeviceEvent.DeviceChanged,
                DeviceEvent.AuthTokenRotated,
                DeviceEvent.CallbackTokenRotated,
                DeviceEvent.AdmsPathRotated,
                DeviceEvent.ReportRejected,
                DeviceEvent.DeviceSeen,
                DeviceEvent.DeviceWentOffline,
                InstructionEvent,
                PushedEvent {

    /** The device's serial number. */
    String sn();

    /** The customer that had the device at that moment. */
    String customerId();

    /** A device may report from now on. */
    @StoredAs(name = "device-registered")
    record DeviceRegistered(
            String sn,
            String customerId,
            DeviceSettings settings,
            String authTokenHash,
            String callbackTokenId,
            String admsPathHash,
            Instant at)
            implements DeviceEvent {}

    /** A device has these settings from now on. */
    @StoredAs(name = "device-changed")
    record DeviceChanged(String sn, String customerId, DeviceSettings settings, Instant at) implements DeviceEvent {}

    /** A device has a new auth-token; the one before is good until {@code previousUntil}. */
    @StoredAs(name = "auth-token-rotated")
    record AuthTokenRotated(String sn, String customerId, String authTokenHash, Instant previousUntil, Instant at)
            implements DeviceEvent {
        public AuthTokenRotated(RotateAuthToken command, String customerId) {
            this(command.sn(), customerId, command.authTokenHash(), command.previousUntil(), command.at());
        }
    }

    /** A device's pushes carry a new token. */
    @StoredAs(name = "callback-token-rotated")
    record CallbackTokenRotated(String sn, String customerId, String callbackTokenId, Instant at)
            implements DeviceEvent {
        public CallbackTokenRotated(RotateCallbackToken command, String customerId) {
            this(command.sn(), customerId, command.callbackTokenId(), command.at());
        }
    }

    /** A device has a new ADMS path; the one before is good until {@code previousUntil}. */
    @StoredAs(name = "adms-path-rotated")
    record AdmsPathRotated(String sn, String customerId, String admsPathHash, Instant previousUntil, Instant at)
            implements DeviceEvent {
        public AdmsPathRotated(RotateAdmsPath command, String customerId) {
            this(command.sn(), customerId, command.admsPathHash(), command.previousUntil(), command.at());
        }
    }

    /**
     * A record of the device could not be read; it is kept for the operator.
     *
     * @param raw the record as received; null once it was erased, as it named a person
     * @param reason its fault, for people; null like the record
     */
    @StoredAs(name = "report-rejected")
    record ReportRejected(
            String sn,
            String customerId,
            String transport,
            @Personal @Nullable String raw,
            @Personal @Nullable String reason,
            Instant at,
            @Nullable UUID person,
            @Nullable String sealed)
            implements DeviceEvent, PersonalEvent {
        public ReportRejected(String sn, String customerId, String transport, String raw, String reason, Instant at) {
            this(sn, customerId, transport, raw, reason, at, null, null);
        }

        /** Nobody knows whom it names. */
        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public String sealedId() {
            return sn;
        }

        @Override
        public boolean erased() {
            return raw == null;
        }
    }

    /**
     * The device was there at {@code seenAt}. Sightings close together are one event; a punch is a sighting too.
     *
     * @param came true if it said over a broker that is not ours that it has come; else null
     * @param admittedBy the hash of the auth-token by which it logged in at such a broker; null if it did not
     */
    @StoredAs(name = "device-seen")
    record DeviceSeen(
            String sn,
            String customerId,
            Instant seenAt,
            String transport,
            @Nullable Boolean came,
            @Nullable String admittedBy)
            implements DeviceEvent {

        /** A sighting and no more. */
        public DeviceSeen(String sn, String customerId, Instant seenAt, String transport) {
            this(sn, customerId, seenAt, transport, null, null);
        }
    }

    /** The device was gone at that moment: it said so, or lost its connection. A later sighting brings it back. */
    @StoredAs(name = "device-went-offline")
    record DeviceWentOffline(String sn, String customerId, Instant at, String transport) implements DeviceEvent {}

    /**
     * A person was recognised.
     *
     * @param label the device's label at that moment, so that every push attempt has the same body
     * @param userId null once the person was erased, as is each personal component
     * @param time the instant of the punch
     * @param localTime the device's wall clock at the punch, after the gap rule of daylight saving
     * @param offset the wall clock's offset, such as {@code +05:30}
     * @param attTimeRaw the time as received
     * @param type null where neither the device nor its tables tell
     * @param assumedType the type that is pushed in place of a null one; null where there is a type
     * @param stateRaw the state as received, or null
     * @param inputRaw the input as received, or null
     * @param temperature degrees Celsius, or null
     * @param transport the way it came, lower case
     * @param recordedAt the time of its arrival, by our clock
     * @param clockSuspect true if its time is far from {@code recordedAt}
     */
    @StoredAs(name = "punch-recorded")
    record PunchRecorded(
            String punchId,
            String sn,
            String customerId,
            String label,
            @Personal @Nullable String userId,
            Instant time,
            LocalDateTime localTime,
            String offset,
            @Personal @Nullable String attTimeRaw,
            @Nullable PunchType type,
            @Nullable PunchType assumedType,
            @Nullable String stateRaw,
            InputType inputType,
            @Nullable String inputRaw,
            @Personal @Nullable Location location,
            @Personal @Nullable Double temperature,
            @Personal @Nullable Boolean faceMask,
            String transport,
            Instant recordedAt,
            boolean clockSuspect,
            @Nullable UUID person,
            @Nullable String sealed)
            implements PushedEvent {

        @Override
        public String pushedId() {
            return punchId;
        }

        /** The type as it is pushed: a punch without one has its device's. */
        @Override
        public PunchType pushedType() {
            return Objects.requireNonNullElse(type, Objects.requireNonNullElse(assumedType, PunchType.CheckIn));
        }
    }
}
