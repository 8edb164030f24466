package io.punchgate.command.delivery.saga;

/** The next thing that a saga waits for. */
enum Phase {
    /** The time of the next attempt, or the callback's reopening. */
    WAITING,
    /** The event that tells the outcome of an attempt. */
    ATTEMPTING,
    /** The event that the punch is parked. */
    PARKING
}
