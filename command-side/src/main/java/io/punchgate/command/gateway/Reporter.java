package io.punchgate.command.gateway;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.admission.Visitor;
import io.punchgate.runtime.access.Tokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device as it presents itself, and the transport that it speaks. The aggregate decides whether it is that device.
 *
 * @param sn serial number, 1 to 64 of {@code A-Za-z0-9._-}
 * @param address the remote address; empty where it is not known
 */
public record Reporter(String sn, Credential credential, Transport transport, String address) {

    private static final int SN_CHARACTERS_MAX = 64;
    private static final int TOKEN_CHARACTERS_MAX = 256;

    /** A device whose address is that of its credential. */
    public Reporter(String sn, Credential credential, Transport transport) {
        this(sn, credential, transport, credential.address());
    }

    /** A device with an auth-token; empty if no device could have that serial number or token. */
    public static Optional<Reporter> withToken(
            @Nullable String sn, @Nullable String token, Transport transport, String address) {
        if (sn == null || !isSerialNumber(sn)) {
            return Optional.empty();
        }
        if (token == null || token.isEmpty() || token.length() > TOKEN_CHARACTERS_MAX) {
            return Optional.empty();
        }
        return Optional.of(new Reporter(sn, Credential.authToken(Tokens.sha256Hex(token)), transport, address));
    }

    /** The same, as strangers are told from devices. */
    Visitor visitor() {
        return new Visitor(sn, credential.scheme(), transport, address);
    }

    /** True if the text has the form of a serial number; any other is refused before it is looked up. */
    public static boolean isSerialNumber(String sn) {
        return !sn.isEmpty()
                && sn.length() <= SN_CHARACTERS_MAX
                && sn.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
