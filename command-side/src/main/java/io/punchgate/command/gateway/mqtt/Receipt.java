package io.punchgate.command.gateway.mqtt;

/** The fate of a message that a device published. */
public enum Receipt {
    /** It is stored, or kept as a rejected record: it may be acknowledged. */
    KEPT,
    /** Its device is unknown or disabled: nothing was stored, and sending it again would not help. */
    REFUSED
}
