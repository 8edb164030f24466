package io.punchgate.command.delivery.store;

import org.jspecify.annotations.Nullable;

/**
 * What is durable of a line.
 *
 * @param handed the sequence of the last punch that is to be pushed
 * @param done up to that sequence all are settled
 * @param heldBy the id of the punch that a saga retries, and that the others wait for; null: none
 */
public record LineRow(
        LineKey key, long handed, long done, @Nullable String heldBy) {}
