package io.punchgate.api.device;

/**
 * The proof by which a caller identifies itself as a device.
 *
 * @param scheme the kind of proof
 * @param shown the SHA-256 of a secret, lower-case hex; for {@link Scheme#NUMBER} the number; else empty
 * @param address the remote address, for the schemes without a secret; empty where it is not known
 */
public record Credential(Scheme scheme, String shown, String address) {

    /** The device was identified before (a connection, or our own confirmation): it only has to be enabled still. */
    public static final Credential ESTABLISHED = new Credential(Scheme.ESTABLISHED, "", "");

    /** The kinds of proof. */
    public enum Scheme {
        /** The {@code auth-token} of registration. */
        TOKEN,
        /** The secret in a path: ADMS, and every other dialect without a better place for it. */
        PATH,
        /** Nothing but the serial number, where the operator allows it. */
        SERIAL,
        /** The serial number and the number in the dialect's frames, where the operator allows it. */
        NUMBER,
        /** A proof that was checked earlier. */
        ESTABLISHED
    }

    /** The auth-token of that SHA-256 hash. */
    public static Credential authToken(String sha256Hex) {
        return new Credential(Scheme.TOKEN, sha256Hex, "");
    }

    /** The path's secret of that SHA-256 hash. */
    public static Credential path(String sha256Hex) {
        return new Credential(Scheme.PATH, sha256Hex, "");
    }

    /** The serial number alone, from that address; an empty one is in no network. */
    public static Credential serial(String address) {
        return new Credential(Scheme.SERIAL, "", address);
    }

    /** The serial number and the number of the frames, from that address. */
    public static Credential number(long number, String address) {
        return new Credential(Scheme.NUMBER, Long.toString(number), address);
    }
}
