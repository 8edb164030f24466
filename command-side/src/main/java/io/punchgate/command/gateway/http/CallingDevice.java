package io.punchgate.command.gateway.http;

import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.Reporter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Reads the caller from the headers {@code sn} and {@code auth-token}; the aggregate decides whether it is that device.
 */
final class CallingDevice {

    private CallingDevice() {}

    /** The caller; empty if no device could have those headers. */
    static Optional<Reporter> of(HttpServletRequest request) {
        return Reporter.withToken(
                request.getHeader("sn"), request.getHeader("auth-token"), Transport.HTTP, request.getRemoteAddr());
    }
}
