/**
 * Finds punches that are to be pushed again on request, and asks for it: one by its id, or many by what they have in common.
 *
 * <p>It never sends anything itself: what it asks for goes the way of every retry, through {@code saga}.
 */
@NullMarked
package io.punchgate.command.delivery.redelivery;

import org.jspecify.annotations.NullMarked;
