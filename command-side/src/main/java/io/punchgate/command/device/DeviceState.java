package io.punchgate.command.device;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.InstructionAnswered;
import io.punchgate.api.device.DeviceEvent.InstructionQueued;
import io.punchgate.api.device.DeviceEvent.InstructionSent;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What a device's events add up to: small and bounded, for it is kept in memory and in snapshots.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
abstract class DeviceState {

    @AggregateIdentifier
    protected @Nullable String stream;

    protected DeviceSettings settings;
    protected RotatingSecret authToken;
    protected RotatingSecret admsPath;
    protected @Nullable Sighting lastSeen;
    protected InstructionQueue instructionQueue = new InstructionQueue();

    /** For Axon, which applies the device's registration before anything is asked of it. */
    @SuppressWarnings("NullAway.Init")
    DeviceState() {}

    @EventSourcingHandler
    void on(DeviceRegistered event) {
        stream = Streams.device(event.sn());
        settings = event.settings();
        authToken = RotatingSecret.of(event.authTokenHash());
        admsPath = RotatingSecret.of(event.admsPathHash());
    }

    @EventSourcingHandler
    void on(DeviceChanged event) {
        settings = event.settings();
    }

    @EventSourcingHandler
    void on(AuthTokenRotated event) {
        authToken = authToken.rotated(event.authTokenHash(), event.previousUntil());
    }

    @EventSourcingHandler
    void on(AdmsPathRotated event) {
        admsPath = admsPath.rotated(event.admsPathHash(), event.previousUntil());
    }

    @EventSourcingHandler
    void on(InstructionQueued event) {
        instructionQueue.add(event);
    }

    @EventSourcingHandler
    void on(InstructionSent event) {
        instructionQueue.sent(event);
    }

    @EventSourcingHandler
    void on(InstructionAnswered event) {
        instructionQueue.answered(event);
    }

    @EventSourcingHandler
    void on(DeviceWentOffline event) {
        lastSeen = new Sighting(event.at(), event.transport(), true);
    }

    @EventSourcingHandler
    void on(DeviceSeen event) {
        lastSeen = later(event.seenAt(), event.transport());
    }

    @EventSourcingHandler
    void on(PunchRecorded event) {
        lastSeen = later(event.recordedAt(), event.transport());
    }

    private Sighting later(Instant seenAt, String transport) {
        return lastSeen == null ? new Sighting(seenAt, transport, false) : lastSeen.orLater(seenAt, transport);
    }
}
