package io.punchgate.command.delivery.saga;

/**
 * The payload of a saga's deadline.
 *
 * @param turn what the saga was waiting for; if it has moved on since, the deadline means nothing
 */
public record Due(int turn) {}
