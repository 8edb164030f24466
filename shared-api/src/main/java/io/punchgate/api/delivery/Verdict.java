package io.punchgate.api.delivery;

/** What a failed attempt says about the callback. */
public enum Verdict {
    /** The answer rejects this one punch: 200 or 201 without an acknowledgement, 400, 409, 413, 422. */
    REJECTED,
    /** The callback is not reachable, or not able: everything else. */
    UNREACHABLE,
    /** 410: the callback asks to be left alone. */
    GONE
}
