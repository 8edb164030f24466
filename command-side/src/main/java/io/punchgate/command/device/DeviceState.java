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
 * @param admittedBy the hash of the auth-token by which it logged in last at a broker that is not ours, or null
 * @param rejections its unreadable records of late, or null
 */
record DeviceState(
        DeviceSettings settings,
        RotatingSecret authToken,
        RotatingSecret admsPath,
        @Nullable Sighting lastSeen,
        @Nullable String admittedBy,
        @Nullable Rejections rejections) {

    static DeviceState of(DeviceEvent.DeviceRegistered event) {
        return new DeviceState(
                event.settings(),
                RotatingSecret.of(event.authTokenHash()),
                RotatingSecret.of(event.admsPathHash()),
                null,
                null,
                null);
    }

    static DeviceEvent.DeviceRegistered registration(DeviceCommand.RegisterDevice command) {
        return new DeviceEvent.DeviceRegistered(
                command.sn(),
                command.settings().customerId(),
                command.settings(),
                command.authTokenHash(),
                command.callbackTokenId(),
                command.admsPathHash(),
                command.at());
    }

    /** The event of an unreadable record. There is none where the device had too many within the hour. */
    Optional<DeviceEvent.ReportRejected> rejection(DeviceReport.RejectReport report) {
        return Rejections.next(rejections, report.receivedAt())
                .reason(report.reason())
                .map(reason -> new DeviceEvent.ReportRejected(
                        report.sn(),
                        customerId(),
                        report.transport().label(),
                        report.raw(),
                        reason,
                        report.receivedAt()));
    }

    DeviceState with(DeviceEvent.ReportRejected event) {
        return with(Rejections.next(rejections, event.at()).kept());
    }

    /** The state after an unreadable record of which there is no event. */
    DeviceState without(DeviceReport.RejectReport report) {
        return with(Rejections.next(rejections, report.receivedAt()).without());
    }

    String customerId() {
        return settings.customerId();
    }

    Admission admission() {
        return new Admission(settings, authToken, admsPath, admittedBy);
    }

    DeviceState with(DeviceSettings changed) {
        return new DeviceState(changed, authToken, admsPath, lastSeen, admittedBy, rejections);
    }

    DeviceState with(DeviceEvent.AuthTokenRotated event) {
        RotatingSecret rotated = authToken.rotated(event.authTokenHash(), event.previousUntil());
        return new DeviceState(settings, rotated, admsPath, lastSeen, admittedBy, rejections);
    }

    DeviceState with(DeviceEvent.AdmsPathRotated event) {
        RotatingSecret rotated = admsPath.rotated(event.admsPathHash(), event.previousUntil());
        return new DeviceState(settings, authToken, rotated, lastSeen, admittedBy, rejections);
    }

    DeviceState with(DeviceEvent.DeviceWentOffline event) {
        return with(new Sighting(event.at(), event.transport(), true, false));
    }

    DeviceState with(DeviceEvent.DeviceSeen event) {
        boolean replacing = Boolean.TRUE.equals(event.came())
                && lastSeen != null
                && lastSeen.isThere(event.seenAt(), settings.offlineAfterSeconds());
        DeviceState seen = seen(new Sighting(event.seenAt(), event.transport(), false, replacing));
        return event.admittedBy() == null
                ? seen
                : new DeviceState(settings, authToken, admsPath, seen.lastSeen, event.admittedBy(), rejections);
    }

    DeviceState with(DeviceEvent.PunchRecorded event) {
        return seen(Sighting.of(event.recordedAt(), event.transport()));
    }

    /** The event of a sighting. There is none while a stored one of the same transport is within the window. */
    Optional<DeviceEvent.DeviceSeen> sighting(DeviceReport report) {
        return isWorthAnEvent(report) ? Optional.of(seenBy(report)) : Optional.empty();
    }

    private DeviceEvent.DeviceSeen seenBy(DeviceReport report) {
        return new DeviceEvent.DeviceSeen(
                report.sn(),
                customerId(),
                report.receivedAt(),
                report.transport().label(),
                report instanceof DeviceReport.ReportOnline ? true : null,
                report instanceof DeviceReport.OpenSession ? report.credential().shown() : null);
    }

    private boolean isWorthAnEvent(DeviceReport report) {
        boolean otherLogin = report instanceof DeviceReport.OpenSession
                && !report.credential().shown().equals(admittedBy);
        if (lastSeen == null || otherLogin) {
            return true;
        }
        return report instanceof DeviceReport.ConfirmSeen
                ? lastSeen.isOutdatedByLate(report.receivedAt())
                : lastSeen.isOutdatedBy(report.receivedAt(), report.transport().label(), windowFor(report));
    }

    /** The time to confirm a sighting that is not stored; null if it is stored, or a later one is. */
    @Nullable
    Instant confirmAt(DeviceReport report) {
        return lastSeen != null && report.receivedAt().isAfter(lastSeen.at())
                ? lastSeen.at().plus(windowFor(report))
                : null;
    }

    private Duration windowFor(DeviceReport report) {
        return report instanceof DeviceReport.ReportOnline
                ? Duration.ZERO
                : Sighting.window(settings.offlineAfterSeconds());
    }

    /** The event of a departure. There is none if the device is gone already, or was seen later. */
    Optional<DeviceEvent.DeviceWentOffline> departure(DeviceReport.ReportOffline report) {
        Instant goneAt = report.receivedAt();
        String transport = report.transport().label();
        return lastSeen != null && lastSeen.isEndedBy(goneAt, report.toldAt(), report.heardComing())
                ? Optional.of(new DeviceEvent.DeviceWentOffline(report.sn(), customerId(), goneAt, transport))
                : Optional.empty();
    }

    private DeviceState seen(Sighting sighting) {
        return with(lastSeen == null ? sighting : lastSeen.or(sighting));
    }

    private DeviceState with(Rejections changed) {
        return new DeviceState(settings, authToken, admsPath, lastSeen, admittedBy, changed);
    }

    private DeviceState with(Sighting sighting) {
        return new DeviceState(settings, authToken, admsPath, sighting, admittedBy, rejections);
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
