package io.punchgate.api.delivery;

/** The state of a customer's callback. */
public enum CallbackState {
    /** Pushes go out as punches come in. */
    OPEN,
    /** Most attempts fail: one request at a time probes whether it is back. */
    PROBING,
    /** An operator paused it, or it answered 410: nothing goes out, everything is kept. */
    PAUSED,
    /** It rejected three punches in a row: nothing more is parked, one request at a time probes whether it is mended. */
    MISCONFIGURED
}
