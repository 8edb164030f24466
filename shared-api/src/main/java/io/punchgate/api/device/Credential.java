package io.punchgate.api.device;

/**
 * What a caller showed to identify itself as a device.
 *
 * @param scheme which of the device's secrets it is
 * @param secretHash SHA-256 of what was shown, lower-case hex; for {@link Scheme#SERIAL_ONLY} the remote address instead;
 *     empty for {@link Scheme#ESTABLISHED}
 */
public record Credential(Scheme scheme, String secretHash) {

    /** The device was identified before (a connection, or our own follow-up): only its being enabled is checked again. */
    public static final Credential ESTABLISHED = new Credential(Scheme.ESTABLISHED, "");

    /** The kinds of proof. */
    public enum Scheme {
        /** The {@code auth-token} of registration. */
        AUTH_TOKEN,
        /** The token in the path of ADMS and of what else has no other place for a secret. */
        ADMS_PATH,
        /** Nothing but the serial number, where the operator allows it. */
        SERIAL_ONLY,
        /** Shown and checked earlier. */
        ESTABLISHED
    }

    /** The auth-token of that SHA-256 hash. */
    public static Credential authToken(String sha256Hex) {
        return new Credential(Scheme.AUTH_TOKEN, sha256Hex);
    }
}
