package io.punchgate.command.delivery.saga;

/**
 * The payload of a saga's deadline.
 *
 * @param turn the number of the deadline; the saga ignores it if it has set another one since
 */
public record Due(int turn) {}
