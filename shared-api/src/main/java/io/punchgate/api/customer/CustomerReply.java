package io.punchgate.api.customer;

/** What a customer's aggregate answers to a {@link CustomerCommand}, except where that says otherwise. */
public enum CustomerReply {
    /** It is so now, or was so already. */
    DONE,
    /** It is so now, and pushes are signed with the new secret that the command named. */
    SECRET_ISSUED,
    /** A customer of that id exists: nothing was changed. */
    ALREADY_EXISTS,
    /** No API key of that id is active: nothing was changed. */
    NO_SUCH_KEY,
    /** As many API keys are active as a customer may have: nothing was changed. */
    TOO_MANY_KEYS
}
