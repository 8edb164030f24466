package io.punchgate.api.delivery;

/** The reply of a callback's aggregate to a {@link DeliveryCommand}. It never throws for a refusal. */
public enum CallbackReply {
    /** An event records it. */
    DONE,
    /** It was so already; nothing changed. */
    UNCHANGED,
    /** The punch is still to be pushed: it cannot be sent again. */
    REFUSED_PENDING,
    /** The callback is misconfigured: nothing is parked. */
    REFUSED_MISCONFIGURED
}
