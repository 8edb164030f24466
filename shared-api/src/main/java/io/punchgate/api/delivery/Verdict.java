package io.punchgate.api.delivery;

/** The conclusion from a failed attempt. */
public enum Verdict {
    /** The callback rejects this one punch: 200 or 201 without an acknowledgement, 400, 409, 413, 422. */
    REJECTED,
    /** The callback cannot be reached, or cannot work: everything else. */
    UNREACHABLE,
    /** 410: the callback asks to be left alone. */
    GONE,
    /** The callback was set to a format that cannot tell of it: nothing was sent. */
    UNSUITED
}
