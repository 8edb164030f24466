package io.punchgate.api.device;

/** The proof of a device over a transport that has no place for its auth-token. */
public enum Opening {
    /** Its serial number, from the networks that the operator names. */
    SERIAL,
    /** The secret path that registration returns. */
    PATH,
    /** Its serial number, and beside it the number that the operator names: the dialect's frames carry it. */
    NUMBER
}
