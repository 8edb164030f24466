package io.punchgate.command.delivery.saga;

/** What a saga waits for. */
enum Phase {
    /** The time of the next attempt, or the callback's reopening. */
    WAITING,
    /** The event that tells how an attempt ended. */
    ATTEMPTING,
    /** The event that the punch was parked. */
    PARKING
}
