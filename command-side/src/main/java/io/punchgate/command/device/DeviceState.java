package io.punchgate.command.device;

import io.punchgate.api.device.DeviceCommand;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a device's events, except for its instructions.
 *
 * @param settings as its operator set them
 * @param authToken the hash of its auth-token
 * @param admsPath the hash of its path's secret
 * @param lastSeen its last stored sighting, or null before the first
 */
record DeviceState(
        DeviceSettings settings,
        RotatingSecret authToken,
        RotatingSecret admsPath,
        @Nullable Sighting lastSeen) {

    static DeviceState of(DeviceEvent.DeviceRegistered event) {
        return new DeviceState(
                event.settings(),
                RotatingSecret.of(event.authTokenHash()),
                RotatingSecret.of(event.admsPathHash()),
                null);
    }

    String customerId() {
        return settings.customerId();
    }

    Admission admission() {
        return new Admission(settings, authToken, admsPath);
    }

    DeviceState with(DeviceSettings changed) {
        return new DeviceState(changed, authToken, admsPath, lastSeen);
    }

    DeviceState with(DeviceEvent.AuthTokenRotated event) {
        RotatingSecret rotated = authToken.rotated(event.authTokenHash(), event.previousUntil());
        return new DeviceState(settings, rotated, admsPath, lastSeen);
    }

    DeviceState with(DeviceEvent.AdmsPathRotated event) {
        RotatingSecret rotated = admsPath.rotated(event.admsPathHash(), event.previousUntil());
        return new DeviceState(settings, authToken, rotated, lastSeen);
    }

    DeviceState with(DeviceEvent.DeviceWentOffline event) {
        return with(new Sighting(event.at(), event.transport(), true));
    }

    DeviceState seen(Instant seenAt, String transport) {
        return with(lastSeen == null ? new Sighting(seenAt, transport, false) : lastSeen.orLater(seenAt, transport));
    }

    /** The event of a sighting. There is none while a stored one of the same transport is within the window. */
    Optional<DeviceEvent.DeviceSeen> sighting(DeviceReport report) {
        Instant seenAt = report.receivedAt();
        String transport = report.transport().label();
        return lastSeen == null || lastSeen.isOutdatedBy(seenAt, transport, windowFor(report))
                ? Optional.of(new DeviceEvent.DeviceSeen(report.sn(), customerId(), seenAt, transport))
                : Optional.empty();
    }

    /** The time to confirm a sighting that is not stored; null if it is stored, or a later one is. */
    @Nullable
    Instant confirmAt(DeviceReport report) {
        return lastSeen != null && report.receivedAt().isAfter(lastSeen.at())
                ? lastSeen.at().plus(windowFor(report))
                : null;
    }

    /** A confirmed sighting has waited for its window already. */
    private Duration windowFor(DeviceReport report) {
        return report instanceof DeviceReport.ConfirmSeen
                ? Duration.ZERO
                : Sighting.window(settings.offlineAfterSeconds());
    }

    /** The event of a departure. There is none if the device is gone already, or was seen later. */
    Optional<DeviceEvent.DeviceWentOffline> departure(DeviceReport report) {
        Instant goneAt = report.receivedAt();
        String transport = report.transport().label();
        return lastSeen != null && lastSeen.isEndedBy(goneAt)
                ? Optional.of(new DeviceEvent.DeviceWentOffline(report.sn(), customerId(), goneAt, transport))
                : Optional.empty();
    }

    private DeviceState with(Sighting sighting) {
        return new DeviceState(settings, authToken, admsPath, sighting);
    }

    /**
     * The events of a change of the settings. A device that changes hands gets a new callback token: the customer before
     * knows the old one, and could forge pushes to the new customer.
     */
    List<DeviceEvent> changes(DeviceCommand.ChangeDevice command) {
        DeviceSettings changed = command.patch().applyTo(settings);
        if (changed.equals(settings)) {
            return List.of();
        }
        var told = new DeviceEvent.DeviceChanged(command.sn(), changed.customerId(), changed, command.at());
        @Nullable String token = command.newCallbackTokenId();
        return token == null || changed.customerId().equals(settings.customerId())
                ? List.of(told)
                : List.of(
                        told,
                        new DeviceEvent.CallbackTokenRotated(command.sn(), changed.customerId(), token, command.at()));
    }
}
