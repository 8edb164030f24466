package io.punchgate.command.gateway.http;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.runtime.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from the headers {@code sn} and {@code auth-token} who calls. Whether it is true, the aggregate decides. */
final class CallingDevice {

    private static final int TOKEN_CHARACTERS_MAX = 256;

    private CallingDevice() {}

    /** The caller, or empty where the headers cannot be those of any device. */
    static Optional<Reporter> of(HttpServletRequest request) {
        @Nullable String sn = request.getHeader("sn");
        @Nullable String token = request.getHeader("auth-token");
        if (sn == null || !Reporter.isSerialNumber(sn)) {
            return Optional.empty();
        }
        if (token == null || token.isEmpty() || token.length() > TOKEN_CHARACTERS_MAX) {
            return Optional.empty();
        }
        return Optional.of(new Reporter(sn, Credential.authToken(Tokens.sha256Hex(token)), Transport.HTTP));
    }
}
