package io.punchgate.command.device;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.address.CidrBlock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller is the device and may speak. The secret is checked first, so that whoever does not know it learns nothing.
 */
record Admission(DeviceSettings settings, RotatingSecret authToken, RotatingSecret admsPath) {

    /** Why anything at all is refused, or null. */
    @Nullable
    Refusal refusal(Credential credential, Transport transport, Instant at) {
        if (!isProven(credential, transport, at)) {
            return Refusal.UNAUTHORIZED;
        }
        return settings.enabled() ? null : Refusal.DEVICE_DISABLED;
    }

    /** Why a punch is refused, or null. */
    @Nullable
    Refusal punchRefusal(Credential credential, Transport transport, Instant at) {
        @Nullable Refusal refusal = refusal(credential, transport, at);
        return refusal != null || isSubscribed(at) ? refusal : Refusal.SUBSCRIPTION_INACTIVE;
    }

    /** Whether punches are accepted at that instant. */
    boolean isSubscribed(Instant at) {
        @Nullable Subscription subscription = settings.subscription();
        return subscription == null || subscription.isActiveAt(at);
    }

    private boolean isProven(Credential credential, Transport transport, Instant at) {
        return switch (credential.scheme()) {
            case AUTH_TOKEN -> authToken.matches(credential.secretHash(), at);
            case ADMS_PATH ->
                settings.transportAuth().isPathEnough(transport) && admsPath.matches(credential.secretHash(), at);
            case SERIAL_ONLY -> isSerialEnough(transport, credential.secretHash());
            case ESTABLISHED -> true;
        };
    }

    private boolean isSerialEnough(Transport transport, String address) {
        TransportAuth auth = settings.transportAuth();
        return auth.isSerialEnough(transport)
                && (auth.networks().isEmpty()
                        || auth.networks().stream().anyMatch(block -> CidrBlock.contains(block, address)));
    }
}
