package io.punchgate.api.delivery;

/** What a callback's aggregate answers to a {@link DeliveryCommand}. It never throws for a refusal. */
public enum CallbackReply {
    /** It was written down. */
    DONE,
    /** It was so already; nothing changed. */
    UNCHANGED,
    /** The punch is still to be pushed: nothing to redeliver. */
    REFUSED_PENDING,
    /** The callback is misconfigured: nothing is parked. */
    REFUSED_MISCONFIGURED
}
