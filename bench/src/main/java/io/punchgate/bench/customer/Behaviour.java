package io.punchgate.bench.customer;

/** The way in which a customer's server treats a callback's requests. */
public enum Behaviour {
    /** Acknowledges at once. */
    ACKNOWLEDGES,
    /** Answers nothing; what came meanwhile is never answered. */
    HANGS,
    /** Acknowledges after 5 s. */
    LATE,
    /** Answers 400 at once. */
    REJECTS
}
