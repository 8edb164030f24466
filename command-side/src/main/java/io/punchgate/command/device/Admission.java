package io.punchgate.command.device;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.Transport.Opening;
import io.punchgate.command.address.CidrBlock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a caller is the device and may speak. The secret is checked first, so that a caller without it learns
 * nothing about the device.
 */
record Admission(
        DeviceSettings settings,
        RotatingSecret authToken,
        RotatingSecret admsPath,
        @Nullable String admittedBy) {

    /** The reason to refuse any report, or null. */
    @Nullable
    Refusal refusal(DeviceReport report) {
        if (!isProven(report)) {
            return Refusal.UNAUTHORIZED;
        }
        return settings.enabled() ? null : Refusal.DEVICE_DISABLED;
    }

    /** The reason to refuse a punch, or null. */
    @Nullable
    Refusal punchRefusal(DeviceReport report) {
        @Nullable Refusal refusal = refusal(report);
        return refusal != null || isSubscribed(report.receivedAt()) ? refusal : Refusal.SUBSCRIPTION_INACTIVE;
    }

    /** True while the device may report punches. */
    boolean isSubscribed(Instant at) {
        @Nullable Subscription subscription = settings.subscription();
        return subscription == null || subscription.isActiveAt(at);
    }

    private boolean isProven(DeviceReport report) {
        Credential credential = report.credential();
        Transport transport = report.transport();
        return switch (credential.scheme()) {
            case TOKEN -> authToken.matches(credential.shown(), report.receivedAt());
            case PATH ->
                settings.openings().opens(transport, Opening.PATH)
                        && admsPath.matches(credential.shown(), report.receivedAt());
            case SERIAL ->
                settings.openings().opens(transport, Opening.SERIAL) && isFromItsNetworks(credential.address());
            case NUMBER ->
                settings.openings().opens(transport, Opening.NUMBER)
                        && credential
                                .shown()
                                .equals(String.valueOf(settings.openings().number(transport)))
                        && isFromItsNetworks(credential.address());
            case ESTABLISHED -> isHeldToItsLogin(report);
        };
    }

    /**
     * A broker that is not ours tells nobody's secret with a message, but asked us about the login. One that never asked is
     * trusted. The end of a session is so whatever its secret, and our own confirmations are of what was admitted.
     */
    private boolean isHeldToItsLogin(DeviceReport report) {
        return admittedBy == null
                || !report.transport().equals(Transport.MQTT)
                || report instanceof DeviceReport.ReportOffline
                || report instanceof DeviceReport.ConfirmSeen
                || authToken.matches(admittedBy, report.receivedAt());
    }

    private boolean isFromItsNetworks(String address) {
        List<String> networks = settings.openings().networks();
        return networks.isEmpty() || networks.stream().anyMatch(block -> CidrBlock.contains(block, address));
    }
}
