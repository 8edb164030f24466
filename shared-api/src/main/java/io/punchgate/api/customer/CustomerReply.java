package io.punchgate.api.customer;

/** The reply of a customer's aggregate to a {@link CustomerCommand}, unless the command names another. */
public enum CustomerReply {
    /** The command is done, or was done before. */
    DONE,
    /** The command is done, and its secret signs pushes from now on. */
    SECRET_ISSUED,
    /** The command needs a new secret and names none: nothing was changed. */
    SECRET_NEEDED,
    /** A customer of that id exists: nothing was changed. */
    ALREADY_EXISTS,
    /** No API key of that id is active: nothing was changed. */
    NO_SUCH_KEY,
    /** The customer has as many callbacks as it may have: nothing was changed. */
    TOO_MANY_CALLBACKS,
    /** The customer has no callback of that name: nothing was changed. */
    NO_SUCH_CALLBACK,
    /** As many API keys are active as a customer may have: nothing was changed. */
    TOO_MANY_KEYS
}
