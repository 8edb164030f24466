package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.lane.LaneFull;
import org.axonframework.messaging.RemoteNonTransientHandlingException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/** Translates the failure of a report's command into the terms of the device. */
final class ReportFailure {

    private ReportFailure() {}

    /** The refusal of an unknown device; throws if the fate of the report is unknown. */
    static DeviceReply refusedOrThrow(Throwable failure) {
        if (isUnknownDevice(failure)) {
            return new DeviceReply.Refused(Refusal.UNAUTHORIZED);
        }
        throw unavailable(failure);
    }

    /** Axon Server hands on an exception as its description. */
    private static boolean isUnknownDevice(Throwable failure) {
        @Nullable
        RemoteNonTransientHandlingException remote = causeOf(failure, RemoteNonTransientHandlingException.class);
        return causeOf(failure, AggregateNotFoundException.class) != null
                || (remote != null
                        && remote.getExceptionDescriptions().stream()
                                .anyMatch(text -> text.contains(AggregateNotFoundException.class.getName())));
    }

    /** The failure that a transport sees. */
    static ReportUnavailable unavailable(Throwable failure) {
        @Nullable ReportUnavailable known = causeOf(failure, ReportUnavailable.class);
        if (known != null) {
            return known;
        }
        @Nullable LaneFull full = causeOf(failure, LaneFull.class);
        return new ReportUnavailable(full == null ? ReportUnavailable.RETRY_AFTER_DEFAULT : full.retryAfter(), failure);
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** The refusal that a punch would get, or the reply itself. */
    static DeviceReply refusedUnlessValid(DeviceReply reply) {
        return reply instanceof DeviceReply.Validity validity && !validity.valid()
                ? new DeviceReply.Refused(DeviceReply.Refusal.SUBSCRIPTION_INACTIVE)
                : reply;
    }
}
