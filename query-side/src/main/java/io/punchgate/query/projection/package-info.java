/**
 * Turns events into rows, in batches and each event once, and lets a reader wait for the rows of its own writes.
 *
 * <p>The features extend {@code BatchedProjection}; {@code audit} builds projections anew. This package knows no feature and no
 * table but {@code projection_position}.
 */
@NullMarked
package io.punchgate.query.projection;

import org.jspecify.annotations.NullMarked;
