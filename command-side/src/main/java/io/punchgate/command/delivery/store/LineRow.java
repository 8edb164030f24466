package io.punchgate.command.delivery.store;

import org.jspecify.annotations.Nullable;

/**
 * The durable state of a line.
 *
 * @param handed the sequence of the last punch that is to be pushed
 * @param done the sequence up to which all are settled
 * @param heldBy the id of the punch that a saga retries while the others wait; null: none
 */
public record LineRow(
        LineKey key, long handed, long done, @Nullable String heldBy) {}
