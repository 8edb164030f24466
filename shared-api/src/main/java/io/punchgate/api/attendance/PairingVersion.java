package io.punchgate.api.attendance;

/**
 * The versions of the rules by which punches become days of work, and people who are in. A version never changes: rules that pair
 * otherwise are a new one, so that an answer tells by which it came about.
 */
public enum PairingVersion {
    /** Of repeated ins of a day the first counts, of repeated outs the last, and an interval that is too long is none. */
    PAIRING_1("pairing-1");

    /** The version of every answer that names no moment of the past. */
    public static final PairingVersion CURRENT = PAIRING_1;

    private final String label;

    PairingVersion(String label) {
        this.label = label;
    }

    /** The name that clients see. */
    public String label() {
        return label;
    }
}
