package io.punchgate.api.delivery;

/** How a customer's callback fares. */
public enum CallbackState {
    /** Pushes go out as punches come in. */
    OPEN,
    /** Attempts mostly fail: one request at a time finds out whether it is back. */
    PROBING,
    /** By an operator or a 410: nothing goes out, everything is kept. */
    PAUSED,
    /** It rejected three punches in a row: nothing more is parked, one request at a time finds out whether it is mended. */
    MISCONFIGURED
}
