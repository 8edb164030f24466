package io.punchgate.command.gateway;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.Transport;

/**
 * Who reports, and over what.
 *
 * @param sn serial number, 1 to 64 of {@code A-Za-z0-9._-}
 */
public record Reporter(String sn, Credential credential, Transport transport) {

    private static final int SN_CHARACTERS_MAX = 64;

    /** Whether that can be a serial number at all; what cannot is refused before it is looked up. */
    public static boolean isSerialNumber(String sn) {
        return !sn.isEmpty()
                && sn.length() <= SN_CHARACTERS_MAX
                && sn.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
