package io.punchgate.command.gateway.http;

import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.Reporter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads from the headers {@code sn} and {@code auth-token} who calls. Whether it is true, the aggregate decides. */
final class CallingDevice {

    private CallingDevice() {}

    /** The caller, or empty where the headers cannot be those of any device. */
    static Optional<Reporter> of(HttpServletRequest request) {
        return Reporter.withToken(request.getHeader("sn"), request.getHeader("auth-token"), Transport.HTTP);
    }
}
